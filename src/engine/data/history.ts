/**
 * What a task knows of the channels: the writes of all tasks that it comes after, and of no others. A
 * task that happens to run later on another branch changes nothing, so a run gives the same values
 * however its promises settle.
 * @module
 */

/** One write to one channel. */
export interface Write {
  readonly channel: number;
  readonly value: unknown;
  /** Index of the state that wrote. */
  readonly state: number;
  /** What the writer knew. */
  readonly base: History;
  /** Which of the writer's visits it was. */
  readonly visit: number;
  /** Position among the tasks that were sent together. */
  readonly index: number;
}

/** A set of writes, in an order in which each comes after those that its writer knew. */
export class History {
  /** The history that this one goes on with; `null` where it begins anew. */
  readonly origin: History | null;
  /** What it has beyond its origin, in order. */
  readonly added: readonly Write[];
  /** Longest chain of tasks behind it. */
  readonly depth: number;
  // A loop makes a history a turn: laying out each in full would make its cost quadratic, so that is left until asked.
  #writes: readonly Write[] | undefined;
  #known: ReadonlySet<Write> | undefined;

  /**
   * Makes one.
   *
   * @param origin What it goes on with.
   * @param added What it adds, in order.
   * @param depth Longest chain of tasks behind it.
   */
  constructor(origin: History | null, added: readonly Write[], depth: number) {
    this.origin = origin;
    this.added = added;
    this.depth = depth;
  }

  /** The history of a task that comes after nothing. */
  static readonly EMPTY: History = new History(null, [], 0);

  /** All its writes, in order. */
  get writes(): readonly Write[] {
    return this.#writes ??= this.#collected();
  }

  #collected(): readonly Write[] {
    const pieces: (readonly Write[])[] = [this.added];
    for (let history = this.origin; history !== null; history = history.origin) {
      if (history.#writes !== undefined) {
        pieces.push(history.#writes);
        break;
      }
      if (history.added.length > 0) pieces.push(history.added);
    }
    return pieces.reverse().flat();
  }

  /**
   * Tells whether a write is part of it.
   *
   * @param write The write.
   */
  has(write: Write): boolean {
    return (this.#known ??= new Set(this.writes)).has(write);
  }

  /**
   * Goes on with the writes of a task that knew this history.
   *
   * @param writes What it wrote.
   * @returns A history one deeper.
   */
  extended(writes: readonly Write[]): History {
    return new History(this, writes, this.depth + 1);
  }

  /**
   * Brings histories together.
   *
   * @param histories Any number of them.
   * @returns One with all their writes.
   */
  static union(histories: readonly History[]): History {
    const [only = History.EMPTY] = histories;
    if (histories.every((history) => history === only)) return only;
    const writes = [...new Set(histories.flatMap((history) => history.writes))].sort(compareWrites);
    return new History(null, writes, Math.max(...histories.map((history) => history.depth)));
  }
}

/** By depth of the writer, which puts causes before effects, then by declared order, visit and order of sending. */
function compareWrites(a: Write, b: Write): number {
  return a.base.depth - b.base.depth || a.state - b.state || a.visit - b.visit || a.index - b.index ||
    a.channel - b.channel;
}
