/**
 * A reference for the work queue, as plain as can be: arrays that are searched and sorted. A script of random steps is
 * played on it and on the real thing, and after each step both must agree on who has what.
 * @module
 */
import fc from "fast-check";

/** What the queue is made with. */
export interface ModelOptions {
  readonly maxItems: number;
  readonly maxAttempts: number;
  readonly visibilityMs: number;
}

/** One step of a script; `pick` chooses among what there is. */
export type Step =
  | { readonly kind: "put"; readonly priority: number; readonly delayMs: number }
  | { readonly kind: "take" }
  | { readonly kind: "abort-take"; readonly pick: number }
  | { readonly kind: "abort-put"; readonly pick: number }
  | { readonly kind: "ack"; readonly pick: number }
  | { readonly kind: "nack"; readonly pick: number; readonly delayMs: number }
  | { readonly kind: "extend"; readonly pick: number; readonly byMs: number }
  | { readonly kind: "remove"; readonly pick: number }
  | { readonly kind: "advance"; readonly byMs: number }
  | { readonly kind: "close" };

/** Scripts. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant("put"), priority: fc.nat(2), delayMs: fc.constantFrom(0, 0, 5) }),
    },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("take") }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("abort-take"), pick: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("abort-put"), pick: fc.nat(30) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("ack"), pick: fc.nat(30) }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("nack"), pick: fc.nat(30), delayMs: fc.constantFrom(0, 7) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("extend"), pick: fc.nat(30), byMs: fc.constantFrom(3, 20) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove"), pick: fc.nat(30) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("advance"), byMs: fc.integer({ min: 1, max: 12 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("close") }) },
  ) as fc.Arbitrary<Step>,
  { maxLength: 40 },
);

interface Item {
  readonly id: number;
  readonly priority: number;
  readonly delayMs: number;
  where: "outside" | "ready" | "delayed" | "taken" | "done" | "dead" | "refused" | "aborted";
  attempts: number;
  dueMs: number;
  /** Which alarm was set first, among those due at the same time. */
  order: number;
}

/** What became of one `take()`: an item and its attempt, nothing more to come, or not yet. */
export type Taken = { readonly id: number; readonly attempt: number } | "none" | "waiting" | "aborted";

/** The reference. */
export class WorkQueueModel {
  readonly items: Item[] = [];
  readonly takes: Taken[] = [];
  readonly dead: number[] = [];
  readonly #options: ModelOptions;
  #outside: Item[] = [];
  #takers: number[] = [];
  #nowMs = 0;
  #orders = 0;
  #isClosed = false;

  constructor(options: ModelOptions) {
    this.#options = options;
  }

  /** Items in the queue, by where they are. */
  count(...where: Item["where"][]): number {
    return this.items.filter((item) => where.includes(item.where)).length;
  }

  put(priority: number, delayMs: number): void {
    const id = this.items.length + 1;
    const item: Item = { id, priority, delayMs, where: "outside", attempts: 0, dueMs: Infinity, order: 0 };
    this.items.push(item);
    if (this.#isClosed) item.where = "refused";
    else this.#outside.push(item);
    this.#settle();
  }

  take(): void {
    this.#takers.push(this.takes.push("waiting") - 1);
    this.#settle();
  }

  abortTake(index: number): void {
    if (this.takes[index] !== "waiting") return;
    this.takes[index] = "aborted";
    this.#takers = this.#takers.filter((other) => other !== index);
  }

  abortPut(index: number): void {
    const item = this.items[index]!;
    if (item.where !== "outside") return;
    item.where = "aborted";
    this.#outside = this.#outside.filter((other) => other !== item);
  }

  /** Answers the item that a `take()` got; tells whether it was still that worker's. */
  answer(index: number, how: { readonly kind: "ack" } | { readonly kind: "nack"; readonly delayMs: number }): boolean {
    const item = this.#heldBy(index);
    if (item === undefined) return false;
    if (how.kind === "ack") item.where = "done";
    else this.#giveBack(item, how.delayMs);
    this.#settle();
    return true;
  }

  extend(index: number, byMs: number): boolean {
    const item = this.#heldBy(index);
    if (item !== undefined) this.#setAlarm(item, byMs);
    return item !== undefined;
  }

  remove(id: number): boolean {
    const item = this.items[id - 1];
    if (item === undefined || !["ready", "delayed"].includes(item.where)) return false;
    item.where = "done";
    this.#settle();
    return true;
  }

  close(): void {
    this.#isClosed = true;
    for (const item of this.#outside) item.where = "refused";
    this.#outside = [];
    this.#settle();
  }

  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const due = this.items.filter((item) => ["delayed", "taken"].includes(item.where) && item.dueMs <= untilMs);
      const first = due.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
      if (first === undefined) break;
      this.#nowMs = first.dueMs;
      if (first.where === "taken") this.#giveBack(first, 0);
      else first.where = "ready";
      this.#settle();
    }
    this.#nowMs = untilMs;
  }

  #heldBy(index: number): Item | undefined {
    const taken = this.takes[index];
    if (typeof taken !== "object") return undefined;
    const item = this.items[taken.id - 1]!;
    return item.where === "taken" && item.attempts === taken.attempt ? item : undefined;
  }

  #giveBack(item: Item, delayMs: number): void {
    if (item.attempts >= this.#options.maxAttempts) {
      item.where = "dead";
      this.dead.push(item.id);
    } else this.#holdBack(item, delayMs);
  }

  #holdBack(item: Item, delayMs: number): void {
    item.where = delayMs > 0 ? "delayed" : "ready";
    if (delayMs > 0) this.#setAlarm(item, delayMs);
  }

  #setAlarm(item: Item, byMs: number): void {
    item.dueMs = this.#nowMs + byMs;
    item.order = ++this.#orders;
  }

  /** Lets in who waits outside, and gives out what is ready, until nothing moves. */
  #settle(): void {
    for (;;) {
      const ready = this.items.filter((item) => item.where === "ready");
      const next = ready.sort((a, b) => b.priority - a.priority || a.id - b.id)[0];
      if (next !== undefined && this.#takers.length > 0) {
        next.where = "taken";
        this.takes[this.#takers.shift()!] = { id: next.id, attempt: ++next.attempts };
        this.#setAlarm(next, this.#options.visibilityMs);
      } else if (this.#outside.length > 0 && this.count("ready", "delayed", "taken") < this.#options.maxItems) {
        const item = this.#outside.shift()!;
        this.#holdBack(item, item.delayMs);
      } else break;
    }
    if (!this.#isClosed || this.count("ready", "delayed", "taken") > 0) return;
    for (const index of this.#takers.splice(0)) this.takes[index] = "none";
  }
}
