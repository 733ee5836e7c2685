/**
 * Ways of sharing things out, decided by plain code in the simplest way: lists that are looked through from the front.
 * @module
 */
import { invariant } from "../../../invariant.ts";
import {
  AGING_STEPS,
  ALLOCATION_NODES,
  ALLOCATION_USERS,
  type AllocationRequest,
  allocationTrace,
  NODE_CAPACITY,
  USER_LINE,
} from "./allocation_trace.ts";
import { nextStep, type Oracle } from "./oracle.ts";

/** Ways of sharing things out: which node is chosen, or who is next. */
export const ALLOCATORS = [
  "first-fit",
  "best-fit",
  "worst-fit",
  "priority",
  "fair-share",
  "round-robin",
  "weighted",
] as const;

/** One of {@linkcode ALLOCATORS}. */
export type Allocator = typeof ALLOCATORS[number];

/** A request that was met. */
export interface Grant {
  readonly request: number;
  /** Number of the node. */
  readonly node: number;
  /** When it was met. */
  readonly step: number;
}

/** A user's side of the books. */
interface User {
  readonly weight: number;
  /** Requests that wait, the oldest first. */
  readonly line: Waiting[];
  cpu: number;
  memory: number;
  /** When its last turn was, as turns are counted. */
  turn: number;
}

interface Waiting {
  readonly number: number;
  readonly sinceStep: number;
}

/** Decides on the requests of a trace. */
class Simulation {
  readonly grants: Grant[] = [];
  readonly #allocator: Allocator;
  readonly #trace: readonly AllocationRequest[];
  readonly #freeCpu = new Int32Array(ALLOCATION_NODES).fill(NODE_CAPACITY);
  readonly #freeMemory = new Int32Array(ALLOCATION_NODES).fill(NODE_CAPACITY);
  readonly #users: readonly User[];
  /** What ends when, in the order of being met. */
  readonly #ending = new Map<number, Grant[]>();
  #turns = 0;
  #step = 0;

  constructor(allocator: Allocator, trace: readonly AllocationRequest[]) {
    this.#allocator = allocator;
    this.#trace = trace;
    this.#users = ALLOCATION_USERS.map(({ weight }) => ({
      weight: allocator === "weighted" ? weight : 1,
      line: [],
      cpu: 0,
      memory: 0,
      turn: 0,
    }));
  }

  run(): void {
    for (; this.#step < this.#trace.length || this.#ending.size > 0; this.#step++) {
      for (const grant of this.#ending.get(this.#step) ?? []) {
        this.#change(grant, -1);
        this.#serve();
      }
      this.#ending.delete(this.#step);
      if (this.#step < this.#trace.length) this.#arrive(this.#step);
    }
  }

  #arrive(number: number): void {
    const request = this.#trace[number]!, user = this.#users[request.user]!;
    if (user.line.length >= USER_LINE) return;
    const node = this.#users.every(({ line }) => line.length === 0) ? this.#nodeFor(request) : -1;
    if (node >= 0) return this.#meet(number, node);
    user.line.push({ number, sinceStep: this.#step });
    if (user.line.length === 1) user.turn = ++this.#turns;
    this.#serve();
  }

  #serve(): void {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const node = this.#nodeFor(this.#trace[next.number]!);
      if (node < 0) return;
      const { line } = this.#users[this.#trace[next.number]!.user]!;
      line.splice(line.indexOf(next), 1);
      this.#meet(next.number, node);
    }
  }

  #meet(request: number, node: number): void {
    const grant = { request, node, step: this.#step }, { user, holdSteps } = this.#trace[request]!;
    this.grants.push(grant);
    this.#change(grant, 1);
    this.#users[user]!.turn = ++this.#turns;
    const endStep = this.#step + holdSteps;
    this.#ending.set(endStep, [...this.#ending.get(endStep) ?? [], grant]);
  }

  #change({ request, node }: Grant, sign: 1 | -1): void {
    const { cpu, memory, user } = this.#trace[request]!, books = this.#users[user]!;
    this.#freeCpu[node]! -= sign * cpu;
    this.#freeMemory[node]! -= sign * memory;
    books.cpu += sign * cpu;
    books.memory += sign * memory;
  }

  #nodeFor({ cpu, memory }: AllocationRequest): number {
    let best = -1, bestScore = -Infinity;
    for (let node = 0; node < ALLOCATION_NODES; node++) {
      const leftCpu = this.#freeCpu[node]! - cpu, leftMemory = this.#freeMemory[node]! - memory;
      if (leftCpu < 0 || leftMemory < 0) continue;
      const fullness = NODE_CAPACITY - Math.min(leftCpu, leftMemory);
      const score = this.#allocator === "best-fit" ? fullness : this.#allocator === "worst-fit" ? -fullness : 0;
      if (score > bestScore) [best, bestScore] = [node, score];
    }
    return best;
  }

  /** Who is next: the lowest rank, of equal ones whoever came first. */
  #next(): Waiting | null {
    const waiting = this.#users.flatMap((user) => this.#candidatesOf(user));
    if (waiting.length === 0) return null;
    return waiting.reduce((next, other) =>
      other.rank < next.rank || (other.rank === next.rank && other.waiting.number < next.waiting.number) ? other : next
    ).waiting;
  }

  #candidatesOf(user: User): { readonly waiting: Waiting; readonly rank: number }[] {
    const [first] = user.line;
    if (first === undefined) return [];
    switch (this.#allocator) {
      case "priority":
        return user.line.map((waiting) => {
          return { waiting, rank: waiting.sinceStep / AGING_STEPS - this.#trace[waiting.number]!.priority };
        });
      case "round-robin":
        return [{ waiting: first, rank: user.turn }];
      case "fair-share":
      case "weighted":
        return [{ waiting: first, rank: Math.max(user.cpu, user.memory) / user.weight }];
      default:
        return [{ waiting: first, rank: 0 }];
    }
  }
}

/**
 * Does the step of a request that was met.
 *
 * @param value What the step before gave.
 * @param grant Which, where and when.
 * @returns A 32-bit unsigned integer.
 */
export function grantedStep(value: number, { request, node, step }: Grant): number {
  return nextStep(nextStep(value, request * ALLOCATION_NODES + node), step);
}

/**
 * Decides on the requests of the trace.
 *
 * @param allocator The way of sharing out.
 * @param requests How many requests.
 * @returns Those that were met, in the order in which they were.
 */
export function allocationsBy(allocator: Allocator, requests: number): readonly Grant[] {
  const simulation = new Simulation(allocator, allocationTrace(requests));
  simulation.run();
  return simulation.grants;
}

/** Decisions by way and number of requests: the trace is the same for all seeds. */
const decided = new Map<string, readonly Grant[]>();

/** Makes the oracle of a way of sharing things out. */
export function allocationOracle(allocator: Allocator): Oracle {
  return (operations, seed) => {
    const key = `${allocator} ${operations}`, grants = decided.get(key) ?? allocationsBy(allocator, operations);
    decided.set(key, grants);
    invariant(grants.length > 0, "Some of the requests are met");
    return grants.reduce(grantedStep, seed);
  };
}
