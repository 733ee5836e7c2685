import assert from "node:assert/strict";
import { captureMachine } from "../../../src/harness/machine/capture.ts";
import { diagnose, examineMachine } from "../../../src/harness/machine/doctor.ts";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import type { Host } from "../../../src/harness/machine/host.ts";
import { fixedHost, mutePlatform } from "./fixed_host.ts";
import { fixedTexts } from "./fixed_texts.ts";
import { BARE_METAL } from "./sample_machines.ts";
import { QUIET, QUIET_LOAD, slicesOf } from "./sample_readings.ts";

Deno.test("diagnose() believes a quiet machine and gives it an A without reasons", () => {
  const { verdict, grade, reasons, selfComparison } = diagnose(QUIET);
  assert.deepEqual([verdict, grade, reasons], ["believable", "A", []]);
  assert.deepEqual([selfComparison.lo, selfComparison.value, selfComparison.hi], [1, 1, 1]);
});

Deno.test("diagnose() gives the worst grade and tells all that keep it from an A, worst first", () => {
  const examination = diagnose({
    ...QUIET,
    slices: slicesOf(Array(16).fill(100), Array(16).fill(98.5)),
    loadAfter: { ...QUIET_LOAD, cpuPressurePercent: known(7) },
  });
  assert.equal(examination.grade, "D");
  assert.deepEqual(examination.reasons, [
    { check: "processor-pressure", value: 7, grade: "D", limitOfA: 1 },
    { check: "processor-share", value: 0.985, grade: "B", limitOfA: 0.99 },
  ]);
});

Deno.test("diagnose() wants care when something is doubtful though the grade is an A", () => {
  const examination = diagnose({ ...QUIET, loadBefore: { ...QUIET_LOAD, average: known([3, 1, 1]) } });
  assert.deepEqual([examination.verdict, examination.grade], ["with-care", "A"]);
});

Deno.test("diagnose() does not believe a machine when something is bad", () => {
  const examination = diagnose({ ...QUIET, loadAfter: { ...QUIET_LOAD, cpuPressurePercent: known(31) } });
  assert.deepEqual([examination.verdict, examination.grade], ["not-believable", "F"]);
});

Deno.test("diagnose() wants care, and no more, after a single long stall", () => {
  const stalled = slicesOf([...Array(299).fill(1e7), 1.1e8], Array(300).fill(1e7));
  const { verdict, grade, reasons } = diagnose({ ...QUIET, slices: stalled });
  assert.deepEqual([verdict, grade], ["with-care", "E"]);
  assert.deepEqual(reasons.map(({ check }) => check), ["spin-variation", "processor-share"]);
});

Deno.test("diagnose() believes a machine by what is measured, whatever its settings", () => {
  const machine = { ...QUIET.machine, governor: missing("hidden"), turbo: known(true) };
  assert.equal(diagnose({ ...QUIET, machine }).verdict, "believable");
});

Deno.test("diagnose() grades by what is known when the pressure is not", () => {
  const loadAfter = { ...QUIET_LOAD, cpuPressurePercent: missing("not on this system") };
  assert.deepEqual(diagnose({ ...QUIET, loadAfter }).grade, "A");
});

Deno.test("examineMachine() believes a quiet machine after three seconds of its time", async () => {
  const host = fixedHost({ files: fixedTexts(BARE_METAL), readingNs: 10 });
  const { verdict, grade, readings } = await examineMachine({ host, kernel: host.kernel });
  assert.deepEqual([verdict, grade], ["believable", "A"]);
  assert(readings.elapsedMs >= 3_000 && readings.elapsedMs < 3_050, `${readings.elapsedMs}`);
});

Deno.test("examineMachine() tells what changed between the start and the end of the probe", async () => {
  let stats = 0;
  let switches = 100;
  const files = {
    read: (path: string) =>
      path === "/proc/stat" && ++stats > 2
        ? "cpu  700 0 200 9050 100 0 100 50 0 0\n"
        : fixedTexts(BARE_METAL).read(path),
  };
  const host = fixedHost({ files, readingNs: 10, involuntarySwitches: () => switches += 30 });
  const { readings, checks } = await examineMachine({ host, durationMs: 1_000, kernel: host.kernel });
  assert.deepEqual(readings.loadAfter.steal, known(0.25));
  assert.deepEqual(readings.loadBefore.steal, known(0));
  assert.deepEqual(readings.involuntarySwitches, known(30));
  assert.equal(checks.find(({ id }) => id === "steal")!.verdict, "bad");
});

Deno.test("examineMachine() sees through a machine that keeps taking the processor away", async () => {
  const host = fixedHost({ readingNs: 10, lostNs: (run) => run % 3 === 0 ? 4e6 : 0 });
  const { verdict, grade } = await examineMachine({ host, durationMs: 500, kernel: host.kernel });
  assert.deepEqual([verdict, grade], ["not-believable", "F"]);
});

Deno.test("examineMachine() throws nothing on a machine that refuses everything", async () => {
  for (const os of ["linux", "darwin", "windows"]) {
    const mute: Partial<Host> = mutePlatform(os);
    const host = fixedHost({ ...mute, readingNs: 10 });
    const { grade, checks } = await examineMachine({ host, durationMs: 200, kernel: host.kernel });
    assert.equal(grade, "A");
    assert.equal(checks.find(({ id }) => id === "involuntary-switches")!.verdict, "unknown");
  }
});

Deno.test("examineMachine() takes facts that are there already instead of capturing them again", async () => {
  const host = fixedHost({ readingNs: 10 });
  const machine = await captureMachine(host);
  const { readings } = await examineMachine({ host, machine, durationMs: 200, kernel: host.kernel });
  assert.equal(readings.machine, machine);
});

Deno.test("examineMachine() examines this very machine", async () => {
  const { grade, verdict, selfComparison } = await examineMachine({ durationMs: 150, seed: 3 });
  assert.match(grade, /^[A-F]$/);
  assert.match(verdict, /believable|with-care/);
  assert(selfComparison.lo <= selfComparison.value && selfComparison.value <= selfComparison.hi);
});
