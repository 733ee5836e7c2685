import assert from "node:assert/strict";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { readVirtualization } from "../../../src/harness/machine/virtualization.ts";
import { fixedTexts, refusedTexts, type Texts } from "./fixed_texts.ts";
import { BARE_METAL, CONTAINER, HYBRID, NOTHING } from "./sample_machines.ts";

const VIRTUAL_CPU = { "/proc/cpuinfo": "flags\t: fpu hypervisor\n" };

Deno.test("readVirtualization() says none only when the processor says so", () => {
  assert.deepEqual(readVirtualization(fixedTexts(BARE_METAL)), known("none"));
  assert.deepEqual(
    readVirtualization(fixedTexts({ "/proc/cpuinfo": "Features\t: fp asimd\n" })),
    missing("/proc/cpuinfo: holds something else than expected"),
  );
});

Deno.test("readVirtualization() names container and hypervisor by the traces that they leave", () => {
  const traces: [name: string, texts: Texts][] = [
    ["docker", CONTAINER],
    ["kvm", HYBRID],
    ["docker in kvm", { ...HYBRID, "/.dockerenv": "" }],
    ["podman", { "/run/.containerenv": "engine=podman\n" }],
    ["kubernetes", { "/proc/self/cgroup": "0::/kubepods.slice/kubepods-burstable.slice/pod.slice\n" }],
    ["docker", { "/proc/self/cgroup": "4:cpu:/docker/0a1b\n" }],
    ["lxc", { "/proc/self/cgroup": "4:cpu:/lxc/guest\n" }],
    ["systemd-nspawn", { "/run/systemd/container": "systemd-nspawn\n" }],
    ["wsl", { ...VIRTUAL_CPU, "/proc/sys/kernel/osrelease": "5.15.0-microsoft-standard-WSL2\n" }],
    ["vmware", { ...VIRTUAL_CPU, "/sys/class/dmi/id/sys_vendor": "VMware, Inc.\n" }],
    ["xen", { ...VIRTUAL_CPU, "/sys/hypervisor/type": "xen\n" }],
    ["virtual machine", VIRTUAL_CPU],
  ];
  for (const [name, texts] of traces) assert.deepEqual(readVirtualization(fixedTexts(texts)), known(name));
});

Deno.test("readVirtualization() gives a reason when nothing can be read", () => {
  assert.deepEqual(readVirtualization(fixedTexts(NOTHING)), missing("/proc/cpuinfo: not on this system"));
  assert.deepEqual(readVirtualization(refusedTexts), missing("/proc/cpuinfo: no permission"));
});
