import assert from "node:assert/strict";
import { readCgroup, readMemoryHeadroom, readThrottledPeriods } from "../../../src/harness/machine/cgroup.ts";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { fixedTexts, refusedTexts, type Texts } from "./fixed_texts.ts";
import { BARE_METAL, CONTAINER, HYBRID, NOTHING } from "./sample_machines.ts";

/** The container, with some files changed. */
function container(changes: Texts) {
  return fixedTexts({ ...CONTAINER, ...changes });
}

Deno.test("readCgroup() says that there is no limit when no group sets one", () => {
  const none = missing("there is no limit");
  assert.deepEqual(readCgroup(fixedTexts(BARE_METAL)), { cpuLimit: none, memoryLimitBytes: none });
});

Deno.test("readCgroup() reads the limits of a container", () => {
  assert.deepEqual(readCgroup(fixedTexts(CONTAINER)), {
    cpuLimit: known(1.5),
    memoryLimitBytes: known(512 * 2 ** 20),
  });
});

Deno.test("readCgroup() takes the lowest limit on the way up in version 1", () => {
  assert.deepEqual(readCgroup(fixedTexts(HYBRID)), { cpuLimit: known(1.5), memoryLimitBytes: known(4 * 2 ** 30) });
});

Deno.test("readCgroup() gives the reason where there are no control groups", () => {
  const none = missing("/proc/self/cgroup: not on this system");
  assert.deepEqual(readCgroup(fixedTexts(NOTHING)), { cpuLimit: none, memoryLimitBytes: none });
  assert.deepEqual(readCgroup(refusedTexts).cpuLimit, missing("/proc/self/cgroup: no permission"));
});

Deno.test("readCgroup() gives a reason when a limit makes no sense", () => {
  const path = "/sys/fs/cgroup/cpu.max";
  for (const text of ["", "max", "0 100000", "100000 0", "-5 100000", "lots of it", "1e5 1e5"]) {
    assert.deepEqual(
      readCgroup(container({ [path]: text })).cpuLimit,
      missing(`${path}: holds something else than expected`),
      text,
    );
  }
});

Deno.test("readCgroup() gives a reason when version 1 sets a quota but hides the period", () => {
  const { "/sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us": path, ...rest } = HYBRID;
  assert.equal(path, "100000\n");
  assert.deepEqual(
    readCgroup(fixedTexts(rest)).cpuLimit,
    missing("/sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us: not on this system"),
  );
});

Deno.test("readMemoryHeadroom() counts caches that would give way as free", () => {
  assert.deepEqual(readMemoryHeadroom(fixedTexts(CONTAINER)), known(256 * 2 ** 20));
  assert.deepEqual(readMemoryHeadroom(fixedTexts(HYBRID)), known(3.5 * 2 ** 30));
});

Deno.test("readMemoryHeadroom() counts no caches when they are not told, and is never below 0", () => {
  const stat = "/sys/fs/cgroup/memory.stat";
  assert.deepEqual(readMemoryHeadroom(container({ [stat]: "anon 1\n" })), known(128 * 2 ** 20));
  assert.deepEqual(
    readMemoryHeadroom(container({ [stat]: "", "/sys/fs/cgroup/memory.current": "536870913\n" })),
    known(0),
  );
});

Deno.test("readMemoryHeadroom() has nothing to say where there is no limit", () => {
  assert.deepEqual(readMemoryHeadroom(fixedTexts(BARE_METAL)), missing("there is no limit"));
});

Deno.test("readThrottledPeriods() sums up all groups above the process", () => {
  assert.deepEqual(readThrottledPeriods(fixedTexts(HYBRID)), known(7));
  assert.deepEqual(readThrottledPeriods(fixedTexts(CONTAINER)), known(17));
});

Deno.test("readThrottledPeriods() gives a reason when no group counts", () => {
  assert.deepEqual(
    readThrottledPeriods(container({ "/sys/fs/cgroup/cpu.stat": "usage_usec 12\n" })),
    missing("the control groups keep no account of throttling"),
  );
});
