import assert from "node:assert/strict";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { readLoad, readTicks } from "../../../src/harness/machine/load.ts";
import { fixedHost, mutePlatform } from "./fixed_host.ts";
import { fixedTexts, type Texts } from "./fixed_texts.ts";
import { CONTAINER, HYBRID, NOTHING } from "./sample_machines.ts";

function loadOf(texts: Texts) {
  return readLoad(fixedHost({ files: fixedTexts(texts) }));
}

function pressureOf(text: string) {
  return loadOf({ "/proc/pressure/cpu": text }).cpuPressurePercent;
}

Deno.test("readLoad() reads all of a container's load", () => {
  assert.deepEqual(loadOf(CONTAINER), {
    average: known([0.2, 0.4, 0.6]),
    steal: known(0),
    cpuPressurePercent: known(12.5),
    throttledPeriods: known(17),
    availableMemoryBytes: known(256 * 2 ** 20),
  });
});

Deno.test("readLoad() tells the share stolen since boot when no start is given", () => {
  assert.deepEqual(loadOf(HYBRID).steal, known(0.1));
});

Deno.test("readLoad() tells the share stolen since the given ticks", () => {
  const since = readTicks(fixedTexts({ "/proc/stat": "cpu  100 0 100 550 0 0 0 50 0 0\n" }));
  const { steal } = readLoad(fixedHost({ files: fixedTexts(HYBRID) }), { since });
  assert.deepEqual(steal, known(0.25));
});

Deno.test("readLoad() gives a reason when no tick has passed or ticks went back", () => {
  const none = missing("the kernel's ticks did not move on in between");
  const host = fixedHost({ files: fixedTexts(HYBRID) });
  assert.deepEqual(readLoad(host, { since: readTicks(host.files) }).steal, none);
  assert.deepEqual(readLoad(host, { since: known({ total: 900, stolen: 101 }) }).steal, none);
  assert.deepEqual(readLoad(host, { since: known({ total: 2_000, stolen: 0 }) }).steal, none);
});

Deno.test("readLoad() hands on why the start could not be read", () => {
  const host = fixedHost({ files: fixedTexts(HYBRID) });
  assert.deepEqual(readLoad(host, { since: missing("no permission") }).steal, missing("no permission"));
});

Deno.test("readTicks() counts eight columns, as guests are contained in the first", () => {
  const files = fixedTexts({ "/proc/stat": "cpu  10 20 30 40 50 60 70 80 9000 9000\n" });
  assert.deepEqual(readTicks(files), known({ total: 360, stolen: 80 }));
});

Deno.test("readTicks() gives a reason when the line is cut, old or garbled", () => {
  for (const text of ["", "cpu", "cpu  1 2 3 4\n", "cpu  1 2 3 4 5 6 7 x\n", "cpu0 1 2 3 4 5 6 7 8\n"]) {
    assert.deepEqual(
      readTicks(fixedTexts({ "/proc/stat": text })),
      missing("/proc/stat: holds something else than expected"),
      text,
    );
  }
});

Deno.test("readLoad() gives a reason when the pressure is no percentage", () => {
  const none = missing("/proc/pressure/cpu: holds something else than expected");
  for (const text of ["", "full avg10=1.00 avg60=0", "some avg10=nan ", "some avg10=999.00 avg60=0.00 "]) {
    assert.deepEqual(pressureOf(text), none, text);
  }
});

Deno.test("readLoad() knows load and memory where there are no files to read", () => {
  const load = loadOf(NOTHING);
  assert.deepEqual(load.average, known([0.2, 0.4, 0.6]));
  assert.deepEqual(load.availableMemoryBytes, known(8 * 2 ** 30));
  assert.deepEqual(load.cpuPressurePercent, missing("/proc/pressure/cpu: not on this system"));
  assert.deepEqual(load.throttledPeriods, missing("/proc/self/cgroup: not on this system"));
});

Deno.test("readLoad() does not take the zeros of Windows for a load average", () => {
  const host = fixedHost({ os: "windows", loadAverage: () => [0, 0, 0] });
  assert.deepEqual(readLoad(host).average, missing("Windows keeps no load average"));
});

Deno.test("readLoad() gives a reason when the load average is refused or incomplete", () => {
  const { loadAverage } = mutePlatform("linux");
  assert.deepEqual(
    readLoad(fixedHost({ loadAverage: loadAverage! })).average,
    missing("no permission: Deno runs without --allow-all"),
  );
  assert.deepEqual(readLoad(fixedHost({ loadAverage: () => [1] })).average, missing("the system does not tell it"));
});
