/**
 * Memory: how much there is, and how much this process can still get.
 * @module
 */
import { readMemoryHeadroom } from "./cgroup.ts";
import { attempt, type Fact, isKnown, known, missing } from "./fact.ts";
import type { Host } from "./host.ts";

/**
 * Reads how much memory the machine has.
 *
 * @param host The machine.
 * @returns Bytes; 0 where the system does not tell.
 */
export function readMemoryBytes(host: Host): number {
  return attempt(() => host.memory().totalBytes).value ?? 0;
}

/**
 * Reads how much memory this process can get without swapping and without breaking a control group's
 * limit, which the system's own figure does not know of.
 *
 * @param host The machine.
 * @returns Bytes.
 */
export function readAvailableMemory(host: Host): Fact<number> {
  const machine = attempt(() => host.memory().availableBytes);
  if (!isKnown(machine)) return machine;
  if (machine.value === 0) return missing("the system does not tell it");
  const group = readMemoryHeadroom(host.files);
  return known(Math.min(machine.value, group.value ?? Infinity));
}
