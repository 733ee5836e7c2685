/**
 * How good decisions about resources were, worked out from the decisions alone.
 * @module
 */
import type { Grant } from "./allocation_oracle.ts";
import {
  ALLOCATION_NODES,
  ALLOCATION_USERS,
  type AllocationRequest,
  allocationTrace,
  NODE_CAPACITY,
} from "./allocation_trace.ts";

/** What there is of a resource, on all nodes. */
const TOTAL = ALLOCATION_NODES * NODE_CAPACITY;

/**
 * Judges decisions on the trace, over the steps in which requests come; before the nodes are full and after the
 * last request, everybody decides well.
 *
 * @param grants The requests that were met.
 * @param requests How many there were.
 * @returns `accepted-percent`: of all requests, those that were met. `fragmentation-percent`: of what is free, how much
 * is on one node; more is better, as larger requests fit. `share-spread-points`: between the user with the largest and
 * the one with the smallest dominant share, averaged over time, in percentage points; `weighted-share-spread-points`:
 * the same with shares divided by weights. The less, the fairer.
 */
export function allocationQuality(grants: readonly Grant[], requests: number): Readonly<Record<string, number>> {
  const trace = allocationTrace(requests), state = new State(trace);
  const changes = Array.from({ length: requests }, (): [Grant, 1 | -1][] => []);
  for (const grant of grants) {
    changes[grant.step]?.push([grant, 1]);
    changes[grant.step + trace[grant.request]!.holdSteps]?.push([grant, -1]);
  }
  for (const atStep of changes) {
    for (const [grant, sign] of atStep) state.change(grant, sign);
    state.observe();
  }
  return { "accepted-percent": 100 * grants.length / requests, ...state.figures() };
}

/** What is free and who holds what, at one step after the other. */
class State {
  readonly #trace: readonly AllocationRequest[];
  readonly #free = [0, 1].map(() => new Float64Array(ALLOCATION_NODES).fill(NODE_CAPACITY));
  readonly #held = ALLOCATION_USERS.map(() => [0, 0]);
  readonly #shares = new Float64Array(ALLOCATION_USERS.length);
  #steps = 0;
  #fragmentation = 0;

  constructor(trace: readonly AllocationRequest[]) {
    this.#trace = trace;
  }

  change({ request, node }: Grant, sign: 1 | -1): void {
    const { user, cpu, memory } = this.#trace[request]!;
    [cpu, memory].forEach((amount, resource) => {
      this.#free[resource]![node]! -= sign * amount;
      this.#held[user]![resource]! += sign * amount;
    });
  }

  observe(): void {
    this.#steps++;
    for (const free of this.#free) {
      const all = free.reduce((sum, onNode) => sum + onNode, 0);
      this.#fragmentation += all === 0 ? 1 : Math.max(...free) / all;
    }
    this.#held.forEach((held, user) => this.#shares[user]! += Math.max(...held) / TOTAL);
  }

  figures(): Readonly<Record<string, number>> {
    const shares = Array.from(this.#shares, (sum) => 100 * sum / this.#steps);
    const weighted = shares.map((share, user) => share / ALLOCATION_USERS[user]!.weight);
    return {
      "fragmentation-percent": 100 * this.#fragmentation / this.#steps / this.#free.length,
      "share-spread-points": spreadOf(shares),
      "weighted-share-spread-points": spreadOf(weighted),
    };
  }
}

function spreadOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
