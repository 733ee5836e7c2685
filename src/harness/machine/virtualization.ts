/**
 * What stands between this process and the hardware. There is no single place that tells; containers and
 * hypervisors each leave traces of their own, listed here.
 * @module
 */
import { type Fact, followed, known } from "./fact.ts";
import { readFact, type TextSource } from "./text_source.ts";

/** A file that gives something away. */
interface Trace {
  readonly path: string;
  /** What the text has to match. */
  readonly pattern: RegExp;
  readonly name: string;
}

const CONTAINERS: readonly Trace[] = [
  { path: "/.dockerenv", pattern: /^/, name: "docker" },
  { path: "/run/.containerenv", pattern: /^/, name: "podman" },
  { path: "/proc/self/cgroup", pattern: /[/-]kubepods/, name: "kubernetes" },
  { path: "/proc/self/cgroup", pattern: /\/docker[/-]/, name: "docker" },
  { path: "/proc/self/cgroup", pattern: /\/libpod[/-]/, name: "podman" },
  { path: "/proc/self/cgroup", pattern: /\/lxc[./]/, name: "lxc" },
  { path: "/run/systemd/container", pattern: /^systemd-nspawn\b/, name: "systemd-nspawn" },
  { path: "/run/systemd/container", pattern: /^lxc\b/, name: "lxc" },
];

const CLOCKS = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
const VENDOR = "/sys/class/dmi/id/sys_vendor";

const HYPERVISORS: readonly Trace[] = [
  { path: "/proc/sys/kernel/osrelease", pattern: /microsoft/i, name: "wsl" },
  { path: CLOCKS, pattern: /\bkvm-clock\b/, name: "kvm" },
  { path: CLOCKS, pattern: /\bhyperv_clocksource/, name: "hyper-v" },
  { path: "/sys/hypervisor/type", pattern: /^xen\b/, name: "xen" },
  { path: VENDOR, pattern: /^QEMU\b/, name: "qemu" },
  { path: VENDOR, pattern: /^VMware\b/, name: "vmware" },
  { path: VENDOR, pattern: /^innotek\b/, name: "virtualbox" },
  { path: VENDOR, pattern: /^Parallels\b/, name: "parallels" },
];

/**
 * Finds out what this process runs in.
 *
 * @param files Where to read.
 * @returns The container, the hypervisor or `container in hypervisor`; `none` only where the processor
 * itself says that nobody stands above this kernel.
 */
export function readVirtualization(files: TextSource): Fact<string> {
  const isVirtual = readHypervisorFlag(files);
  const container = firstTrace(files, CONTAINERS);
  const hypervisor = firstTrace(files, HYPERVISORS) ?? (isVirtual.value === true ? "virtual machine" : null);
  const found = [container, hypervisor].filter((name) => name !== null);
  if (found.length > 0) return known(found.join(" in "));
  return followed(isVirtual, () => known("none"));
}

function firstTrace(files: TextSource, traces: readonly Trace[]): string | null {
  const found = traces.find(({ path, pattern }) => {
    const text = files.read(path);
    return typeof text === "string" && pattern.test(text);
  });
  return found?.name ?? null;
}

/** What the processor says of being virtual; only those with x86's flags say anything. */
function readHypervisorFlag(files: TextSource): Fact<boolean> {
  return readFact(files, {
    path: "/proc/cpuinfo",
    parse(text) {
      const [, flags] = /^flags\s*:(.*)$/m.exec(text) ?? [];
      return flags === undefined ? null : flags.split(" ").includes("hypervisor");
    },
  });
}
