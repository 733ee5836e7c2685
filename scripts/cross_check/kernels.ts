/**
 * The functions that all tools measure: the same arithmetic, sized for 80 µs, 5 µs and 50 ns, and a function that does
 * nothing at all.
 * @module
 */
import { xorshift32 } from "../../src/harness/workload/kernel.ts";

/** Names of the kernels, by what a call takes. */
export type KernelName = "80us" | "5us" | "50ns" | "noop";

let state = 1;

function rounds(count: number): () => void {
  return () => {
    state = xorshift32(state, count);
  };
}

/** The kernels; about two nanoseconds a round. */
export const KERNELS: Readonly<Record<KernelName, () => void>> = {
  "80us": rounds(40_000),
  "5us": rounds(2_500),
  "50ns": rounds(24),
  "noop": () => {},
};

/** Names of the kernels, from the slowest to the quickest. */
export const KERNEL_NAMES: readonly KernelName[] = ["80us", "5us", "50ns", "noop"];

/**
 * Picks a kernel by its name.
 *
 * @param name From a command line.
 * @throws {RangeError} If there is no such kernel.
 */
export function kernelNamed(name: string | null | undefined): KernelName {
  const found = KERNEL_NAMES.find((candidate) => candidate === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `Cannot measure as the kernel must be one of ${KERNEL_NAMES.join(", ")}: current value is "${name}"`,
  );
}
