/**
 * Whom to stop so that a more important request can be met: only claims of strictly lower priority, all on
 * one node, no more of them than are needed. They are told to stop; the pool gets the resources back when they
 * have.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import type { Claim } from "./claim.ts";
import type { Inventory, Need } from "./inventory.ts";

/** The reason with which a lease's signal is aborted when its place is taken. */
export class PreemptedError extends PuffinError {
  /** Name of the class. */
  override readonly name = "PreemptedError";
  /** Kind of error, for programs. */
  override readonly code = "preempted";

  /** Makes the reason. */
  constructor(
    /** Name of the pool. */
    readonly pool: string,
    /** Priority of the lease. */
    readonly priority: number,
    /** Priority of the request that takes its place. */
    readonly byPriority: number,
  ) {
    super(
      `Cannot keep a lease of "${pool}" as its priority must not be below that of a request that needs its place: ` +
        `it is ${priority} against ${byPriority} (raise its 'priority', or set its 'preemption' to "forbidden")`,
    );
  }
}

/** Who wants a place. */
export interface Contender {
  readonly need: Need;
  readonly priority: number;
}

/** Where somebody is to be stopped. */
export interface Preemption {
  /** Name of the pool. */
  readonly pool: string;
  /** Claims that are held, the oldest first. */
  readonly held: Iterable<Claim>;
  /** What there is. */
  readonly inventory: Inventory;
}

/**
 * Stops whoever has to stop so that a request can be met, if anybody.
 *
 * @param contender A request that cannot be met now.
 * @param preemption Where.
 */
export function preemptFor(contender: Contender, { pool, held, inventory }: Preemption): void {
  const victims = victimsFor(contender, held, inventory);
  // All are marked before any is told: whatever comes of the first must find the others stopping already.
  for (const victim of victims) victim.mark(new PreemptedError(pool, victim.priority, contender.priority));
  for (const victim of victims) if (victim.isHeld) victim.tell();
}

/**
 * Chooses whom to stop.
 *
 * @param contender A request that cannot be met now.
 * @param held Claims that are held, the oldest first.
 * @param inventory What there is.
 * @returns The claims to stop; none if nobody may be stopped, it would not help, or enough are stopping already.
 */
function victimsFor(contender: Contender, held: Iterable<Claim>, inventory: Inventory): Claim[] {
  const stopping = new Map<number, Claim[]>(), weaker = new Map<number, Claim[]>();
  for (const claim of held) {
    if (claim.isStopping) listAt(stopping, claim.node).push(claim);
    else if (claim.isPreemptible && claim.priority < contender.priority) listAt(weaker, claim.node).push(claim);
  }
  let best: Claim[] = [];
  for (let node = 0; node < inventory.nodeNames.length; node++) {
    const missing = missingOn(node, contender.need, inventory);
    for (const claim of stopping.get(node) ?? []) subtract(missing, claim);
    // Whoever is stopping there makes room enough: to stop others too would be for nothing.
    if (isCovered(missing)) return [];
    const victims = victimsOn(weaker.get(node) ?? [], missing);
    if (victims.length > 0 && (best.length === 0 || isMilder(victims, best))) best = victims;
  }
  return best;
}

/** The least important first, of those the youngest first: it has least to lose. */
function victimsOn(weaker: Claim[], missing: number[]): Claim[] {
  const chosen: Claim[] = [];
  for (const claim of weaker.sort((a, b) => a.priority - b.priority || b.turn - a.turn)) {
    if (isCovered(missing)) break;
    if (!claim.need.some((amount, column) => amount > 0 && missing[column]! > 0)) continue;
    subtract(missing, claim);
    chosen.push(claim);
  }
  if (!isCovered(missing)) return [];
  // A large claim chosen late may make earlier, smaller ones needless: the most important are spared first.
  return chosen.toReversed().filter((claim) => {
    const isSpared = claim.need.every((amount, column) => missing[column]! + amount <= 0);
    if (isSpared) claim.need.forEach((amount, column) => missing[column]! += amount);
    return !isSpared;
  });
}

/** Both name their most important member first. */
function isMilder(victims: readonly Claim[], than: readonly Claim[]): boolean {
  const ours = victims[0]!.priority, theirs = than[0]!.priority;
  return ours < theirs || (ours === theirs && victims.length < than.length);
}

function missingOn(node: number, need: Need, { free }: Inventory): number[] {
  // Below zero is what the node has to spare.
  return need.map((amount, column) => amount - free[node * need.length + column]!);
}

function subtract(missing: number[], claim: Claim): void {
  claim.need.forEach((amount, column) => missing[column]! -= amount);
}

function isCovered(missing: readonly number[]): boolean {
  return missing.every((amount) => amount <= 0);
}

function listAt(lists: Map<number, Claim[]>, node: number): Claim[] {
  const known = lists.get(node);
  if (known !== undefined) return known;
  const list: Claim[] = [];
  lists.set(node, list);
  return list;
}
