/**
 * Tells hosts apart by all that changes figures: processor, cores, kernel, limits, runtime, the flags of
 * workers. Figures of two sessions may only be set against each other if it is the same. The name of the
 * machine takes no part: two machines of one make are one host.
 * @module
 */
import type { MachineFacts } from "./machine_spec.ts";

/** Hexadecimal digits of a fingerprint. */
const DIGITS = 16;

/** What a fingerprint is taken of. */
export type FingerprintedFacts = Pick<MachineFacts, "cpu" | "memoryBytes" | "os" | "cgroup" | "runtime">;

/**
 * Takes the fingerprint of a host.
 *
 * @param machine The machine and its runtime.
 * @param flags Flags that workers are started with, in their order.
 * @returns The first 16 hexadecimal digits of a SHA-256.
 */
export async function hostFingerprint(machine: FingerprintedFacts, flags: readonly string[]): Promise<string> {
  const { cpu, os, cgroup, runtime } = machine;
  const facts = [
    cpu.model.value,
    cpu.cores,
    cpu.availableParallelism,
    // Some kernels keep a little more or less for themselves from boot to boot.
    Math.round(machine.memoryBytes / 2 ** 30),
    os.name,
    os.release,
    os.arch,
    cgroup.cpuLimit.value,
    cgroup.memoryLimitBytes.value,
    runtime.deno,
    runtime.v8,
    flags,
  ];
  const bytes = new TextEncoder().encode(JSON.stringify(facts));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex().slice(0, DIGITS);
}
