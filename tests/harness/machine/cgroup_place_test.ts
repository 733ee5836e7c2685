import assert from "node:assert/strict";
import { findCgroup } from "../../../src/harness/machine/cgroup_place.ts";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { fixedTexts } from "./fixed_texts.ts";
import { BARE_METAL, CONTAINER, HYBRID, NOTHING } from "./sample_machines.ts";

const V2_MOUNT = "34 24 0:29 / /sys/fs/cgroup rw shared:4 master:2 - cgroup2 cgroup2 rw\n";

function placeOf(cgroup: string, mountinfo: string) {
  return findCgroup("cpu", fixedTexts({ "/proc/self/cgroup": cgroup, "/proc/self/mountinfo": mountinfo }));
}

Deno.test("findCgroup() lists the groups of version 2 from the process's own up to the mount", () => {
  const top = "/sys/fs/cgroup";
  const directories = [
    `${top}/user.slice/user-1000.slice/session-2.scope`,
    `${top}/user.slice/user-1000.slice`,
    `${top}/user.slice`,
    top,
  ];
  assert.deepEqual(findCgroup("memory", fixedTexts(BARE_METAL)), known({ version: 2, directories }));
});

Deno.test("findCgroup() prefers version 1 for a controller that has a hierarchy there", () => {
  const top = "/sys/fs/cgroup/cpu,cpuacct";
  assert.deepEqual(
    findCgroup("cpu", fixedTexts(HYBRID)),
    known({ version: 1, directories: [`${top}/jobs/seven`, `${top}/jobs`, top] }),
  );
});

Deno.test("findCgroup() looks only at the mount when groups above it are hidden", () => {
  assert.deepEqual(
    findCgroup("cpu", fixedTexts(CONTAINER)),
    known({ version: 2, directories: ["/sys/fs/cgroup"] }),
  );
});

Deno.test("findCgroup() takes away what the mount's root stands for", () => {
  const mount = "60 59 0:30 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n";
  assert.deepEqual(
    placeOf("2:cpu:/docker/abc/inner\n", mount),
    known({ version: 1, directories: ["/sys/fs/cgroup/cpu/inner", "/sys/fs/cgroup/cpu"] }),
  );
});

Deno.test("findCgroup() looks only at the mount when the group is not below the mount's root", () => {
  const mount = "60 59 0:30 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n";
  for (const group of ["/docker/abcdef", "/", "/docker/abc/../../etc"]) {
    assert.deepEqual(placeOf(`2:cpu:${group}\n`, mount), known({ version: 1, directories: ["/sys/fs/cgroup/cpu"] }));
  }
});

Deno.test("findCgroup() reads mount points that contain spaces", () => {
  const mount = "34 24 0:29 / /odd\\040place rw - cgroup2 cgroup2 rw\n";
  assert.deepEqual(placeOf("0::/a\n", mount), known({ version: 2, directories: ["/odd place/a", "/odd place"] }));
});

Deno.test("findCgroup() says that nothing limits a controller that no hierarchy has", () => {
  assert.deepEqual(placeOf("1:pids:/\n", V2_MOUNT), missing("no control group limits the cpu here"));
});

Deno.test("findCgroup() gives the file's reason where there are no control groups", () => {
  assert.deepEqual(findCgroup("cpu", fixedTexts(NOTHING)), missing("/proc/self/cgroup: not on this system"));
  assert.deepEqual(
    findCgroup("cpu", fixedTexts({ "/proc/self/cgroup": "0::/\n" })),
    missing("/proc/self/mountinfo: not on this system"),
  );
});

Deno.test("findCgroup() does not stumble over truncated lines", () => {
  for (const mountinfo of ["34", "34 24 0:29 /", "34 24 0:29 / /sys/fs/cgroup rw -", "- - - - - - - -", "\n\n"]) {
    assert.deepEqual(placeOf("0::/a\n0::", mountinfo), missing("no control group limits the cpu here"));
  }
});
