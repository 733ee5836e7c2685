/**
 * A second set of books about who holds and who waits, for judging a deadlock detector: two judges that
 * share nothing with it, Tarjan's components where every resource has one unit, and playing the whole
 * world through where it has several.
 * @module
 */
import type { Owner } from "../../../src/engine/coordination/mod.ts";

/** A claim that was given or waits. */
export interface BookedClaim {
  /** Who made it; `null` for a claim in nobody's name. */
  readonly owner: Owner | null;
  readonly resource: number;
  readonly units: number;
  readonly priority: number;
}

/** The books. */
export class WaitBooks {
  /** Units of each resource. */
  readonly units: readonly number[];
  readonly held: BookedClaim[] = [];
  /** Lines, the first in front. */
  readonly lines: BookedClaim[][];

  constructor(units: readonly number[]) {
    this.units = units;
    this.lines = units.map(() => []);
  }

  /** Books a claim at its place in line. */
  join(claim: BookedClaim): void {
    const line = this.lines[claim.resource]!;
    const behind = line.findIndex((other) => other.priority < claim.priority);
    line.splice(behind < 0 ? line.length : behind, 0, claim);
  }

  /** The books as they would be with one claim more, if nobody stepped in. */
  with(claim: BookedClaim): WaitBooks {
    const copy = this.#copy();
    copy.join(claim);
    copy.serve();
    return copy;
  }

  /** Serves lines from the front for as long as there are enough units, and tells who got some. */
  serve(): BookedClaim[] {
    const served: BookedClaim[] = [];
    this.lines.forEach((line, resource) => {
      while (line.length > 0 && line[0]!.units <= this.#freeOf(resource)) {
        const claim = line.shift()!;
        this.held.push(claim);
        served.push(claim);
      }
    });
    return served;
  }

  /** Takes a claim out, wherever it is. */
  remove(claim: BookedClaim): void {
    for (const claims of [this.held, ...this.lines]) {
      const at = claims.indexOf(claim);
      if (at >= 0) claims.splice(at, 1);
    }
  }

  /** What an owner waits for. */
  waitOf(owner: Owner): BookedClaim | undefined {
    return this.lines.flat().find((claim) => claim.owner === owner);
  }

  /** Owners who will never have their turn, found by letting everybody else finish in a copy of the books. */
  stuckOwners(): Set<Owner | null> {
    const copy = this.#copy();
    for (;;) {
      const waiting = new Set(copy.lines.flat().map(({ owner }) => owner));
      const done = copy.held.filter(({ owner }) => owner === null || !waiting.has(owner));
      done.forEach((claim) => copy.remove(claim));
      if (copy.serve().length + done.length === 0) return waiting;
    }
  }

  /** Whether an owner is in a circle of the graph of who waits for whose lock, by Tarjan's algorithm. */
  isInCircle(owner: Owner): boolean {
    const successors = (from: Owner) => {
      const wait = this.waitOf(from);
      return this.held.filter((claim) => claim.resource === wait?.resource).map((claim) => claim.owner!);
    };
    const component = tarjan(owner, successors);
    return component.length > 1 || successors(owner).includes(owner);
  }

  #copy(): WaitBooks {
    const copy = new WaitBooks(this.units);
    copy.held.push(...this.held);
    this.lines.forEach((line, resource) => copy.lines[resource]!.push(...line));
    return copy;
  }

  #freeOf(resource: number): number {
    const taken = this.held.filter((claim) => claim.resource === resource);
    return this.units[resource]! - taken.reduce((sum, { units }) => sum + units, 0);
  }
}

/** The strongly connected component of a node, as in the textbook: recursive, with index and low-link. */
function tarjan<T>(start: T, successors: (node: T) => T[]): T[] {
  const index = new Map<T, number>(), low = new Map<T, number>(), stack: T[] = [];
  let component: T[] = [];
  function connect(node: T): void {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const next of successors(node)) {
      if (!index.has(next)) {
        connect(next);
        low.set(node, Math.min(low.get(node)!, low.get(next)!));
      } else if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, index.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const found = stack.splice(stack.indexOf(node));
    if (found.includes(start)) component = found;
  }
  connect(start);
  return component;
}
