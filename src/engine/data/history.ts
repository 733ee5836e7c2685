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
  /** The writes, in order. */
  readonly writes: readonly Write[];
  /** Longest chain of tasks behind it. */
  readonly depth: number;
  readonly #known: ReadonlySet<Write>;

  /**
   * Makes one.
   *
   * @param writes In order.
   * @param depth Longest chain of tasks behind it.
   */
  constructor(writes: readonly Write[], depth: number) {
    this.writes = writes;
    this.depth = depth;
    this.#known = new Set(writes);
  }

  /** The history of a task that comes after nothing. */
  static readonly EMPTY: History = new History([], 0);

  /**
   * Tells whether a write is part of it.
   *
   * @param write The write.
   */
  has(write: Write): boolean {
    return this.#known.has(write);
  }

  /**
   * Goes on with the writes of a task that knew this history.
   *
   * @param writes What it wrote.
   * @returns A history one deeper.
   */
  extended(writes: readonly Write[]): History {
    return new History(writes.length === 0 ? this.writes : [...this.writes, ...writes], this.depth + 1);
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
    return new History(writes, Math.max(...histories.map((history) => history.depth)));
  }
}

/** By depth of the writer, which puts causes before effects, then by declared order, visit and order of sending. */
function compareWrites(a: Write, b: Write): number {
  return a.base.depth - b.base.depth || a.state - b.state || a.visit - b.visit || a.index - b.index ||
    a.channel - b.channel;
}
