/**
 * Pairs the processes of two subjects that were alive together. What disturbed one of a pair disturbed
 * the other, so differences within pairs are steadier than either figure; `overhead.ts` and `ratio.ts`
 * take them.
 * @module
 */
import type { ForkMedians } from "./fork_medians.ts";

/** The clock that decides in a benchmark, as the name of a reading. */
export type PrimaryReading = "wallNs" | "cpuNs";

/** Duration of one run of two subjects in the same pass. */
export interface ForkPair {
  readonly subjectNs: number;
  readonly referenceNs: number;
}

/** The processes of two subjects. */
export interface Arms {
  /** The one that is judged. */
  readonly subject: readonly ForkMedians[];
  /** The one it is compared with. */
  readonly reference: readonly ForkMedians[];
}

/**
 * Pairs processes by pass.
 *
 * @param arms Both subjects' processes, in any order.
 * @param reading The clock that decides.
 * @returns A pair for each pass that both have, in the order of the subject's processes.
 */
export function forkPairs({ subject, reference }: Arms, reading: PrimaryReading): ForkPair[] {
  const referenceByPass = new Map(reference.map((fork) => [fork.pass, fork]));
  return subject.flatMap((fork) => {
    const partner = referenceByPass.get(fork.pass);
    return partner === undefined ? [] : [{ subjectNs: fork[reading], referenceNs: partner[reading] }];
  });
}
