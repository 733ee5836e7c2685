/**
 * Programs that share 16 nodes out among users who want twice what there is, each in another way: by which node they
 * choose, or by who is next. All see the same requests; how good the decisions were is worked out afterwards.
 * @module
 */
import { type Lease, type Placement, type QueuePolicy, ResourcePool } from "puffinflow/resources";
import { type Allocator, ALLOCATORS, type Grant, grantedStep } from "../../../workload/micro/allocation_oracle.ts";
import { allocationQuality } from "../../../workload/micro/allocation_quality.ts";
import {
  AGING_STEPS,
  ALLOCATION_NODES,
  ALLOCATION_USERS,
  allocationTrace,
  LONGEST_HOLD_STEPS,
  NODE_CAPACITY,
  USER_LINE,
} from "../../../workload/micro/allocation_trace.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";
import { HandClock } from "../hand_clock.ts";

const FIFO = { placement: "first-fit", queue: "fifo" } as const;

const WEIGHTS = Object.fromEntries(ALLOCATION_USERS.map(({ name, weight }) => [name, weight]));

const OPTIONS: Readonly<Record<Allocator, { readonly placement: Placement; readonly queue: QueuePolicy }>> = {
  "first-fit": FIFO,
  "best-fit": { ...FIFO, placement: "best-fit" },
  "worst-fit": { ...FIFO, placement: "worst-fit" },
  "priority": { ...FIFO, queue: { kind: "priority", agingMs: AGING_STEPS } },
  "fair-share": { ...FIFO, queue: "fair-share" },
  "round-robin": { ...FIFO, queue: "round-robin" },
  "weighted": { ...FIFO, queue: { kind: "weighted", weights: WEIGHTS } },
};

/** Programs by scenario. */
export const allocators: MicroPrograms = Object.fromEntries(
  ALLOCATORS.map((allocator) => [`allocator-${allocator}`, sharingBy(allocator)]),
);

/** A request as it is made, again and again. */
interface PreparedRequest {
  readonly number: number;
  readonly user: number;
  readonly holdSteps: number;
  readonly amounts: { readonly cpu: number; readonly memory: number };
  readonly options: { readonly owner: { readonly user: string }; readonly priority: number };
}

function sharingBy(allocator: Allocator): MicroProgram {
  return ({ operations, did }) => {
    const clock = new HandClock(), requests = requestsOf(operations);
    const nodes = Array.from({ length: ALLOCATION_NODES }, (_, node) => {
      return { name: `${node}`, capacity: { cpu: NODE_CAPACITY, memory: NODE_CAPACITY } };
    });
    const pool = new ResourcePool(nodes, { ...OPTIONS[allocator], clock });
    let grants: readonly Grant[] = [];
    return {
      async run(seed) {
        clock.nowMs = 0;
        const day = new Day(pool, requests, clock);
        await day.pass();
        grants = day.grants;
        did(grants.length + day.turnedAway);
        return pool.held === 0 ? grants.reduce(grantedStep, seed) : -1;
      },
      figures: () => allocationQuality(grants, operations),
    };
  };
}

/** One passing of all requests: one a step, until what was given has come back. */
class Day {
  readonly grants: Grant[] = [];
  /** Requests of users who had too many in line. */
  turnedAway = 0;
  readonly #pool: ResourcePool;
  readonly #requests: readonly PreparedRequest[];
  readonly #clock: HandClock;
  /** What ends at a step, at the step modulo the number of lists. */
  readonly #ending = Array.from({ length: LONGEST_HOLD_STEPS + 1 }, (): Lease[] => []);
  readonly #waiting = ALLOCATION_USERS.map(() => 0);
  #step = 0;

  constructor(pool: ResourcePool, requests: readonly PreparedRequest[], clock: HandClock) {
    this.#pool = pool;
    this.#requests = requests;
    this.#clock = clock;
  }

  async pass(): Promise<void> {
    const done: Promise<void>[] = [];
    for (; this.#step < this.#requests.length || this.#pool.held > 0; this.#step++) {
      this.#clock.nowMs = this.#step;
      for (const lease of this.#endingAt(this.#step).splice(0)) lease.release();
      // Whoever was met by that goes on before the next request comes, and so does whoever is met at once.
      await undefined;
      const request = this.#requests[this.#step];
      if (request !== undefined) {
        if (this.#waiting[request.user]! >= USER_LINE) this.turnedAway++;
        else done.push(this.#serve(request));
      }
      await undefined;
    }
    await Promise.all(done);
  }

  async #serve({ number, user, holdSteps, amounts, options }: PreparedRequest): Promise<void> {
    this.#waiting[user]!++;
    const lease = await this.#pool.acquire(amounts, options);
    this.#waiting[user]!--;
    this.grants.push({ request: number, node: Number(lease.node), step: this.#step });
    this.#endingAt(this.#step + holdSteps).push(lease);
  }

  #endingAt(step: number): Lease[] {
    return this.#ending[step % this.#ending.length]!;
  }
}

function requestsOf(operations: number): readonly PreparedRequest[] {
  return allocationTrace(operations).map(({ user, cpu, memory, priority, holdSteps }, number) => {
    const { name } = ALLOCATION_USERS[user]!;
    return { number, user, holdSteps, amounts: { cpu, memory }, options: { owner: { user: name }, priority } };
  });
}
