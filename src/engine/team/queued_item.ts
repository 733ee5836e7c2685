/**
 * An item of a work queue as the queue keeps it: its own member of the heap, its own alarm, and its own claim while
 * whoever puts it waits for room. So nothing else is made for any of these.
 * @module
 */
import type { HeapMember } from "../../heap/placed_heap.ts";
import { Alarm } from "../../time/clock.ts";
import type { Claim } from "../coordination/claim.ts";

/** Where an item is. */
export type ItemPlace =
  /** Outside: it waits for room. */
  | "arriving"
  /** It may be given out. */
  | "ready"
  /** It is held back for a while. */
  | "delayed"
  /** A worker has it. */
  | "taken"
  /** It has left the queue. */
  | "done";

/** One item. */
export class QueuedItem<T> extends Alarm implements HeapMember, Claim {
  readonly value: T;
  readonly rank: number;
  readonly sequence: number;
  /** How long it is held back when it has come in, in milliseconds. */
  readonly delayMs: number;
  /** How often it was given out. */
  attempts = 0;
  /** When it became ready, in milliseconds. */
  readySinceMs = 0;
  where: ItemPlace = "arriving";
  place = -1;
  readonly units = 1;
  readonly owner = undefined;
  readonly #onRing: (item: QueuedItem<T>) => void;

  /**
   * Makes an item that is still outside.
   *
   * @param value What it holds.
   * @param order Its number, its priority and for how long it is held back.
   * @param onRing Called when its time is up, whatever it was waiting for.
   */
  constructor(
    value: T,
    order: { readonly id: number; readonly priority: number; readonly delayMs: number },
    onRing: (item: QueuedItem<T>) => void,
  ) {
    super();
    this.value = value;
    this.sequence = order.id;
    this.rank = -order.priority;
    this.delayMs = order.delayMs;
    this.#onRing = onRing;
  }

  /** Its number, rising from 1 in the order of putting. */
  get id(): number {
    return this.sequence;
  }

  /** Higher goes first. */
  get priority(): number {
    return 0 - this.rank;
  }

  override ring(): void {
    this.#onRing(this);
  }
}
