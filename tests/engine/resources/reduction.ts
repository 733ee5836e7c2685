/**
 * The reduction of the textbooks, as plain as can be, for judging a deadlock detector: let everybody who does not
 * wait give back all and leave, let everybody whose turn has come and for whom there is enough do the same, until
 * nothing changes any more. Who is left is stuck.
 * @module
 */

/** Something that can be held. */
export interface ReducedThing {
  /** Capacity of each node, by resource. */
  readonly nodes: readonly (readonly number[])[];
  /** Whether only the first in line can have its turn. */
  readonly isOrdered: boolean;
}

/** A claim that is held or waits. */
export interface ReducedClaim {
  /** Who made it; `null` for a claim in nobody's name. */
  readonly task: object | null;
  readonly thing: number;
  readonly need: readonly number[];
}

/** Who holds what, and who waits. */
export interface ReducedWorld {
  readonly things: readonly ReducedThing[];
  readonly held: readonly { readonly claim: ReducedClaim; readonly node: number }[];
  /** Lines, the first in front. */
  readonly lines: readonly (readonly ReducedClaim[])[];
}

/** Claims that will never be met. */
export function stuckIn({ things, held, lines }: ReducedWorld): ReducedClaim[] {
  let waiting = lines.flat(), kept = [...held];
  for (;;) {
    const before = waiting.length + kept.length;
    kept = kept.filter(({ claim }) => claim.task !== null && waiting.some(({ task }) => task === claim.task));
    const fits = ({ thing, need }: ReducedClaim) =>
      things[thing]!.nodes.some((capacity, node) =>
        capacity.every((amount, i) => {
          const taken = kept.filter((other) => other.claim.thing === thing && other.node === node);
          return taken.reduce((left, { claim }) => left - claim.need[i]!, amount) >= need[i]!;
        })
      );
    const isNext = (claim: ReducedClaim) =>
      !things[claim.thing]!.isOrdered || waiting.find(({ thing }) => thing === claim.thing) === claim;
    const served = waiting.find((claim) => isNext(claim) && fits(claim));
    waiting = waiting.filter((claim) => claim !== served);
    if (waiting.length + kept.length === before) return waiting;
  }
}
