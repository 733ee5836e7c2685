/**
 * Programs in which agents are coordinated: a state that holds a lock, one that holds all there is to hold; and
 * pools and queues, as they are made. What pools do is in `pool_work.ts`.
 * @module
 */
import { type Agent, agent } from "puffinflow";
import { Mutex, RateLimiter, Semaphore, tokenBucket } from "puffinflow/coordination";
import { ResourcePool } from "puffinflow/resources";
import { AgentPool, WorkQueue } from "puffinflow/team";
import { POOL_WORK } from "../../../workload/micro/coordination.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroPrograms, MicroTask } from "../../micro_program.ts";
import { HandClock } from "../hand_clock.ts";

/** What the agents of these programs are started with. */
interface Step {
  readonly value: number;
  readonly operation: number;
}

/** An agent of one state, `step`. */
type StepAgent = Agent<Step, { readonly step: number }>;

/** Marks a step that was not protected as it must be. */
const FAULT = -1;

/** Programs by scenario. */
export const agents: MicroPrograms = {
  "coordinator-execution"(task) {
    const lock = new Mutex();
    const flow = agent("coordinated").input<Step>().state("step", { holds: [lock] }, ({ input }) => {
      return nextStep(input.value, lock.isLocked ? input.operation : FAULT);
    });
    return steps(flow, task);
  },

  "enhancement-without"(task) {
    const flow = agent("plain").input<Step>().state("step", ({ input }) => nextStep(input.value, input.operation));
    return steps(flow, task);
  },

  "enhancement-with"(task) {
    const lock = new Mutex(), seats = new Semaphore(5), pool = new ResourcePool({ cpu: 4 }), clock = new HandClock();
    const limiter = new RateLimiter(tokenBucket({ limit: 1, periodMs: 1, capacity: 1 }), { clock });
    const isHeld = () => lock.isLocked && seats.available === 4 && pool.held === 1 && !limiter.tryTake();
    const flow = agent("enhanced", { pool }).input<Step>()
      .state("step", { resources: { cpu: 1 }, holds: [lock, seats.several(1), limiter.turn()] }, ({ input }) => {
        const step = isHeld() ? input.operation : FAULT;
        // The limiter's next turn is there before the next run is.
        clock.nowMs++;
        return nextStep(input.value, step);
      });
    return steps(flow, task);
  },

  "pool-creation"({ operations, did }) {
    const names = Array.from({ length: operations }, (_, i) => `pool ${i}`);
    const flow = agent("idle").state("nothing", () => 0);
    return {
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const name = names[operation]!, { workers: minWorkers } = POOL_WORK;
          await using pool = new AgentPool(flow, { name, minWorkers });
          const isReady = pool.name === name && pool.counters.workers === minWorkers;
          value = nextStep(value, isReady ? operation : FAULT);
        }
        did(operations);
        return value;
      },
    };
  },

  "processor-creation"({ operations, did }) {
    const names = Array.from({ length: operations }, (_, i) => `queue ${i}`);
    return {
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const queue = new WorkQueue<number>({ name: names[operation]! });
          const id = await queue.put(operation);
          const isReady = queue.name === names[operation] && id === 1 && queue.size === 1;
          value = nextStep(value, isReady ? operation : FAULT);
        }
        did(operations);
        return value;
      },
    };
  },
};

function steps(flow: StepAgent, { operations, did }: MicroTask): Prepared {
  flow.validate();
  return {
    async run(seed) {
      let value = seed;
      for (let operation = 0; operation < operations; operation++) {
        value = (await flow.run({ value, operation })).unwrap().step;
      }
      did(operations);
      return value;
    },
  };
}
