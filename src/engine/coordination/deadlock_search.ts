/**
 * Finds out whether a party that has just begun to wait will wait for ever. Where a resource has several
 * units, or a line in front of it, a circle of waits is no deadlock yet: somebody outside the circle may
 * release enough. So a circle is looked for first, as that is quick and most often there is none, and
 * what is found is then played through: everybody who can go on finishes and releases all, and who is
 * left is stuck.
 *
 * Only the last wait to begin can have closed a circle, so the search starts there and sees no more than
 * can be reached from it. All loops are iterative: chains of waits may be longer than the call stack.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Holdable, Party } from "./party.ts";
import type { Waiting } from "./waiter.ts";

/** Tells whose a wait is. */
export type PartyOf = (waiter: Waiting) => Party;

/**
 * Looks for a deadlock.
 *
 * @param party Has just begun to wait; without it there was no deadlock.
 * @param partyOf Tells whose waits are whose.
 * @returns Parties that wait in a circle, each for the next, the first being `party`; `null` if it will have its turn.
 */
export function deadlockOf(party: Party, partyOf: PartyOf): readonly Party[] | null {
  if (!closesCircle(party)) return null;
  const stuck = stuckWith(party, partyOf);
  return stuck.has(party) ? circleThrough(party, stuck, partyOf) : null;
}

/** Whether following holders leads back to the party, or to one that waits where it waits, perhaps behind it. */
function closesCircle(party: Party): boolean {
  const resource = party.wait!.resource;
  const seen = new Set<Party>(resource.holders);
  for (const holder of seen) {
    if (holder === party) return true;
    if (holder.wait === null) continue;
    if (holder.wait.resource === resource) return true;
    // A set visits what is added to it while it is visited.
    for (const next of holder.wait.resource.holders) seen.add(next);
  }
  return false;
}

/** A resource's line as far as it matters, while it is played through. */
interface Line {
  /** From the front. */
  readonly waiters: Waiting[];
  /** How many of them have had their turn. */
  served: number;
  /** Units that are not held by somebody who waits. */
  available: number;
}

/** Plays the waits through that the party's depends on, and tells who is left. */
function stuckWith(party: Party, partyOf: PartyOf): Set<Party> {
  const lines = linesBefore(party);
  const open = [...lines.values()];
  for (let line = open.pop(); line !== undefined; line = open.pop()) {
    for (let next = line.waiters[line.served]; next !== undefined; next = line.waiters[line.served]) {
      if (next.claim.units > line.available) break;
      line.served++;
      // Whoever has its turn finishes, gives back what it got and releases what it held.
      for (const [resource, units] of partyOf(next).held) {
        const other = lines.get(resource);
        if (other === undefined) continue;
        other.available += units;
        open.push(other);
      }
    }
  }
  const left = [...lines.values()].flatMap(({ waiters, served }) => waiters.slice(served));
  return new Set(left.map(partyOf));
}

/** Collects the lines that the party's turn depends on. */
function linesBefore(party: Party): Map<Holdable, Line> {
  const lines = new Map<Holdable, Line>();
  const inLine = new Set<Waiting>();
  const seen = new Set<Party>([party]);
  for (const { wait } of seen) {
    if (wait === null) continue;
    const { resource } = wait;
    let line = lines.get(resource);
    if (line === undefined) lines.set(resource, line = { waiters: [], served: 0, available: availableOf(resource) });
    const newcomers: Waiting[] = [];
    for (let waiter: Waiting | null = wait.waiter; waiter !== null && !inLine.has(waiter); waiter = waiter.ahead) {
      inLine.add(waiter);
      newcomers.push(waiter);
    }
    for (const waiter of newcomers.reverse()) line.waiters.push(waiter);
    for (const holder of resource.holders) seen.add(holder);
  }
  return lines;
}

/** Units that are free, or held by somebody who is not waiting and so will release them. */
function availableOf(resource: Holdable): number {
  let available = resource.units;
  for (const holder of resource.holders) if (holder.wait !== null) available -= holder.held.get(resource)!;
  return available;
}

/** Finds a shortest circle of stuck parties. */
function circleThrough(party: Party, stuck: ReadonlySet<Party>, partyOf: PartyOf): readonly Party[] {
  const cameFrom = new Map<Party, Party | null>([[party, null]]);
  // A map visits what is added to it while it is visited.
  for (const [current] of cameFrom) {
    for (const next of blockersOf(current, partyOf)) {
      if (next === party) return pathTo(current, cameFrom);
      if (stuck.has(next) && !cameFrom.has(next)) cameFrom.set(next, current);
    }
  }
  invariant(false, "A party that is stuck, and was needed to be so, waits in a circle");
}

/** Who must go first: the holders, and those in front in line. */
function* blockersOf({ wait }: Party, partyOf: PartyOf): Generator<Party> {
  yield* wait!.resource.holders;
  for (let waiter = wait!.waiter.ahead; waiter !== null; waiter = waiter.ahead) yield partyOf(waiter);
}

function pathTo(last: Party, cameFrom: ReadonlyMap<Party, Party | null>): readonly Party[] {
  const path: Party[] = [];
  for (let party: Party | null = last; party !== null; party = cameFrom.get(party)!) path.push(party);
  return path.reverse();
}
