/**
 * A line in which requesters come in turn and not requests: who asks a hundred times waits a hundred
 * times as long for the last of them, and others do not. Each requester has a line of its own, first come,
 * first served; who is next among them is the turn's decision (`round_robin.ts`, `fair_share.ts`).
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Claim } from "./claim.ts";
import { FifoLine } from "./fifo_line.ts";
import type { Line } from "./line.ts";
import { nameAt, pathAt, type Scope } from "./owner.ts";
import { type HeapMember, PlacedHeap } from "../../heap/placed_heap.ts";
import type { Wait } from "./wait.ts";

/** Somebody who waits for something, holds something, or both. */
export class Requester implements HeapMember {
  /** Name at the scope of the line. */
  readonly name: string;
  readonly line = new FifoLine();
  /** What it holds, in thousandths by resource. */
  readonly held: number[];
  /** Number of claims that it holds. */
  claims = 0;
  rank = 0;
  place = -1;

  /** Makes one who neither waits nor holds. */
  constructor(name: string, resources: number) {
    this.name = name;
    this.held = new Array(resources).fill(0);
  }

  /** Among requesters of one rank, whose first request is oldest. */
  get sequence(): number {
    return this.line.first?.sequence ?? 0;
  }
}

/** Ranks requesters. */
export interface Turn {
  /** Rank of one who had nothing in line until now. */
  whenJoining(requester: Requester): number;
  /** Rank of one who has got something or given something back. */
  whenChanged(requester: Requester, isMet: boolean): number;
}

/** Between whom turns are taken. */
export interface SharedLineOptions {
  /** Level at which requesters are told apart. */
  readonly by: Scope;
  /** Number of resources of the pool. */
  readonly resources: number;
}

/** A line of requesters. */
export class SharedLine implements Line {
  /** Whose turn is next depends on who gets or gives back something until then. */
  readonly isOrdered = false;
  readonly #requesters = new Map<string, Requester>();
  /** Those who wait for something. */
  readonly #waiting = new PlacedHeap<Requester>();
  readonly #turn: Turn;
  readonly #options: SharedLineOptions;
  #size = 0;

  /** Makes an empty line. */
  constructor(turn: Turn, options: SharedLineOptions) {
    this.#turn = turn;
    this.#options = options;
  }

  get size(): number {
    return this.#size;
  }

  get first(): Wait | null {
    return this.#waiting.first?.line.first ?? null;
  }

  *members(): Generator<Wait> {
    for (const { line } of this.#waiting.members) yield* line.members();
  }

  join(wait: Wait): void {
    const requester = this.#requesterOf(wait.claim);
    requester.line.join(wait);
    this.#size++;
    if (requester.line.size > 1) return;
    requester.rank = this.#turn.whenJoining(requester);
    this.#waiting.put(requester);
  }

  leave(wait: Wait): void {
    const requester = this.#requesterOf(wait.claim);
    requester.line.leave(wait);
    this.#size--;
    if (requester.line.size > 0) this.#waiting.put(requester);
    else this.#waiting.remove(requester);
    this.#forgetIfIdle(requester, wait.claim);
  }

  met(claim: Claim): void {
    this.#count(claim, 1);
  }

  returned(claim: Claim): void {
    this.#count(claim, -1);
  }

  #count(claim: Claim, sign: 1 | -1): void {
    const requester = this.#requesterOf(claim);
    requester.claims += sign;
    invariant(requester.claims >= 0, "A requester gave back more claims than it held");
    claim.need.forEach((amount, column) => requester.held[column]! += sign * amount);
    requester.rank = this.#turn.whenChanged(requester, sign === 1);
    if (requester.line.size > 0) this.#waiting.put(requester);
    this.#forgetIfIdle(requester, claim);
  }

  #requesterOf({ owner }: Claim): Requester {
    const path = pathAt(owner, this.#options.by);
    const known = this.#requesters.get(path);
    if (known !== undefined) return known;
    const requester = new Requester(nameAt(owner, this.#options.by), this.#options.resources);
    this.#requesters.set(path, requester);
    return requester;
  }

  #forgetIfIdle(requester: Requester, { owner }: Claim): void {
    if (requester.line.size > 0 || requester.claims > 0) return;
    this.#requesters.delete(pathAt(owner, this.#options.by));
  }
}
