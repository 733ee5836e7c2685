/**
 * A reference for the pool, as plain as can be: arrays that are searched from end to end, for every order
 * of the queue and every placement.
 * @module
 */
import type { Placement, QueueKind } from "../../../src/engine/resources/mod.ts";

/** What a request of the reference asks for. */
export interface ModelTerms {
  /** Amounts of the pool's resources. */
  readonly need: readonly number[];
  readonly user: string;
  readonly priority: number;
  readonly timeoutMs: number | undefined;
}

/** A request of the reference. */
export interface ModelClaim extends ModelTerms {
  readonly joinedAtMs: number;
  readonly dueAtMs: number;
  state: "waiting" | "held" | "released" | "timed-out" | "aborted" | "refused";
  /** The node that meets it. */
  node: number;
}

/** What a reference is of. */
export interface ModelOptions {
  /** Capacity of each node, by resource. */
  readonly nodes: readonly (readonly number[])[];
  readonly queue: QueueKind;
  readonly placement: Placement;
  readonly agingMs: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** The reference. */
export class PoolModel {
  readonly claims: ModelClaim[] = [];
  /** Who waits, in the order of coming. */
  readonly line: ModelClaim[] = [];
  readonly #options: ModelOptions;
  /** Users in the order in which their turns come. */
  #round: string[] = [];
  #nowMs = 0;

  constructor(options: ModelOptions) {
    this.#options = options;
  }

  acquire(terms: ModelTerms): void {
    const { timeoutMs = Infinity } = terms;
    const joinedAtMs = this.#nowMs, dueAtMs = joinedAtMs + timeoutMs;
    const claim: ModelClaim = { ...terms, joinedAtMs, dueAtMs, state: "waiting", node: -1 };
    this.claims.push(claim);
    if (!this.line.some(({ user }) => user === terms.user)) this.#goBehind(terms.user);
    this.line.push(claim);
    this.#serve();
  }

  tryAcquire(terms: ModelTerms): void {
    const claim: ModelClaim = { ...terms, joinedAtMs: this.#nowMs, dueAtMs: Infinity, state: "refused", node: -1 };
    this.claims.push(claim);
    const node = this.#placeOf(claim);
    if (this.line.length === 0 && node >= 0) this.#give(claim, node);
  }

  release(claim: ModelClaim): void {
    if (claim.state !== "held") return;
    claim.state = "released";
    this.#serve();
  }

  leave(claim: ModelClaim, state: "aborted" | "timed-out"): void {
    if (claim.state !== "waiting") return;
    claim.state = state;
    this.line.splice(this.line.indexOf(claim), 1);
    this.#serve();
  }

  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    const isDue = (claim: ModelClaim) => claim.state === "waiting" && claim.dueAtMs <= untilMs;
    for (;;) {
      const due = this.claims.filter(isDue).toSorted((a, b) => a.dueAtMs - b.dueAtMs)[0];
      if (due === undefined) break;
      this.#nowMs = due.dueAtMs;
      this.leave(due, "timed-out");
    }
    this.#nowMs = untilMs;
  }

  /** What nobody holds. */
  freeOn(node: number): number[] {
    const held = this.claims.filter((claim) => claim.state === "held" && claim.node === node);
    return this.#options.nodes[node]!.map((amount, r) => held.reduce((left, { need }) => left - need[r]!, amount));
  }

  #serve(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const node = this.#placeOf(next);
      if (node < 0) return;
      this.line.splice(this.line.indexOf(next), 1);
      this.#give(next, node);
    }
  }

  #give(claim: ModelClaim, node: number): void {
    claim.state = "held";
    claim.node = node;
    this.#goBehind(claim.user);
  }

  #goBehind(user: string): void {
    this.#round = [...this.#round.filter((other) => other !== user), user];
  }

  #next(): ModelClaim | undefined {
    // Sorting is stable: among equals the order of coming stays.
    return this.line.toSorted((a, b) => this.#rank(a) - this.#rank(b))[0];
  }

  #rank(claim: ModelClaim): number {
    switch (this.#options.queue) {
      case "fifo":
        return 0;
      case "priority":
        return claim.joinedAtMs / this.#options.agingMs - claim.priority;
      case "smallest-first":
        return this.#dominantShare(claim.need);
      case "deadline":
        return claim.dueAtMs;
      case "round-robin":
        return this.#round.indexOf(claim.user);
      case "fair-share":
        return this.#shareOf(claim.user);
      case "weighted":
        return this.#shareOf(claim.user) / (this.#options.weights[claim.user] ?? 1);
    }
  }

  #shareOf(user: string): number {
    const held = this.claims.filter((claim) => claim.state === "held" && claim.user === user);
    return this.#dominantShare(this.#options.nodes[0]!.map((_, r) => held.reduce((sum, c) => sum + c.need[r]!, 0)));
  }

  #dominantShare(amounts: readonly number[]): number {
    return Math.max(
      ...amounts.map((amount, r) => amount / this.#options.nodes.reduce((sum, node) => sum + node[r]!, 0)),
    );
  }

  #placeOf({ need }: ModelClaim): number {
    const fitting = this.#options.nodes
      .map((capacity, node) => ({ node, capacity, free: this.freeOn(node) }))
      .filter(({ free }) => free.every((amount, r) => amount >= need[r]!))
      .map(({ node, capacity, free }) => {
        const used = capacity.map((amount, r) => (amount - free[r]! + need[r]!) / amount);
        return { node, fullness: Math.max(...used) };
      });
    const sign = { "first-fit": 0, "best-fit": -1, "worst-fit": 1 }[this.#options.placement];
    return fitting.toSorted((a, b) => sign * (a.fullness - b.fullness))[0]?.node ?? -1;
  }
}
