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
import type { Stock } from "./books.ts";
import type { Owner } from "./owner.ts";
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

/** A resource's line while it is played through. */
interface Line {
  /** Who has not had its turn, from the front. */
  readonly waiting: Set<Waiting>;
  readonly isOrdered: boolean;
  readonly stock: Stock;
}

/** Plays the waits through that the party's depends on, and tells who is left. */
function stuckWith(party: Party, partyOf: PartyOf): Set<Party> {
  const lines = linesBefore(party);
  const open = [...lines.values()];
  for (let line = open.pop(); line !== undefined; line = open.pop()) {
    for (const waiter of turnsOf(line)) {
      // Whoever has its turn finishes, gives back what it got and releases what it held.
      const { owner, held } = partyOf(waiter);
      for (const resource of held.keys()) {
        const other = lines.get(resource);
        if (other === undefined) continue;
        other.stock.giveBack(owner);
        open.push(other);
      }
    }
  }
  return new Set([...lines.values()].flatMap(({ waiting }) => [...waiting]).map(partyOf));
}

/** Lets those have their turn for whom there is enough, for as long as there is. */
function* turnsOf({ waiting, isOrdered, stock }: Line): Generator<Waiting> {
  for (const waiter of waiting) {
    if (stock.isEnoughFor(waiter)) {
      waiting.delete(waiter);
      yield waiter;
    } else if (isOrdered) return;
  }
}

/** Collects the lines that the party's turn depends on. */
function linesBefore(party: Party): Map<Holdable, Line> {
  const lines = new Map<Holdable, Line>();
  const seen = new Set<Party>([party]);
  // A set visits what is added to it while it is visited.
  for (const { wait } of seen) {
    if (wait === null || lines.has(wait.resource)) continue;
    const { resource, waiter } = wait, { books, holders } = resource;
    const waiting = new Set(books.lineOf(waiter)), stock = books.play(blockedAmong(resource));
    lines.set(resource, { waiting, isOrdered: books.isOrdered, stock });
    for (const holder of holders) seen.add(holder);
  }
  return lines;
}

/** Whoever is not waiting will release what it holds: the others, with how much that is. */
function blockedAmong(resource: Holdable): Map<Owner, number> {
  const blocked = new Map<Owner, number>();
  for (const { owner, wait, held } of resource.holders) if (wait !== null) blocked.set(owner, held.get(resource)!);
  return blocked;
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
  const { resource: { books, holders }, waiter } = wait!;
  const isInTheWay = books.inTheWayOf(waiter);
  for (const holder of holders) if (isInTheWay(holder.owner)) yield holder;
  if (!books.isOrdered) return;
  for (const member of books.lineOf(waiter)) {
    if (member === waiter) return;
    yield partyOf(member);
  }
}

function pathTo(last: Party, cameFrom: ReadonlyMap<Party, Party | null>): readonly Party[] {
  const path: Party[] = [];
  for (let party: Party | null = last; party !== null; party = cameFrom.get(party)!) path.push(party);
  return path.reverse();
}
