import assert from "node:assert/strict";
import {
  agent,
  type AgentOptions,
  type DeadLetterOptions,
  DeadLetterQueue,
  type EventsOptions,
  goto,
  type RunOptions,
} from "puffinflow";
import { ResourcePool } from "puffinflow/resources";
import type { Execution } from "../../../src/engine/run/execution.ts";
import { RunInstrument } from "../../../src/engine/run/instrument.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { type OptionEffect, testOptions } from "./option_effect.ts";

function fail(): never {
  throw new Error("boom");
}

/** Counts the runs that it was attached to. */
class RunCounter extends RunInstrument {
  readonly name = "counter";
  runs = 0;

  override attach(_execution: Execution): void {
    this.runs++;
  }
}

const ofAgents: Record<keyof AgentOptions, OptionEffect> = {
  maxConcurrent: {
    without: ["a", "b", "a ends", "b ends"],
    set: ["a", "a ends", "b", "b ends"],
    outcome: async (isSet) => {
      const order: string[] = [];
      const body = (name: string) => async () => {
        order.push(name);
        await Promise.resolve();
        order.push(`${name} ends`);
      };
      await agent("x", isSet ? { maxConcurrent: 1 } : {}).state("a", body("a")).state("b", body("b")).run();
      return order;
    },
  },
  maxSteps: {
    without: "completed",
    set: "failed",
    outcome: async (isSet) => {
      const loop = agent("x", isSet ? { maxSteps: 4 } : {}).state("a", ({ visit }) => visit < 6 ? goto("a") : visit);
      return (await loop.run()).status;
    },
  },
  maxDepth: {
    without: "completed",
    set: "failed",
    outcome: async (isSet) => {
      const inner = agent("inner").state("a", () => 1);
      const outer = agent("outer", isSet ? { maxDepth: 1 } : {}).subagent("child", inner, { input: () => {} });
      return (await outer.run()).status;
    },
  },
  onFailure: {
    without: "completed",
    set: "cancelled",
    outcome: async (isSet) => {
      const two = agent("x", isSet ? { onFailure: "fail-fast" } : {}).state("bad", fail).state("good", () => 1);
      return (await two.run()).states.good.kind;
    },
  },
  deadLetters: {
    without: 0,
    set: 1,
    outcome: async (isSet) => {
      const deadLetters = new DeadLetterQueue();
      await agent("x", isSet ? { deadLetters } : {}).state("bad", fail).run();
      return deadLetters.letters.length;
    },
  },
  instruments: {
    without: 0,
    set: 1,
    outcome: async (isSet) => {
      const counter = new RunCounter();
      await agent("x", isSet ? { instruments: [counter] } : {}).state("a", () => 1).run();
      return counter.runs;
    },
  },
  pool: {
    without: "refused",
    set: "completed",
    outcome: async (isSet) => {
      const x = agent("x", isSet ? { pool: new ResourcePool({ gpu: 1 }) } : {});
      try {
        return (await x.state("a", { resources: { gpu: 1 } }, () => 1).run()).status;
      } catch {
        return "refused";
      }
    },
  },
};
testOptions("AgentOptions", ofAgents);

const ofRuns: Record<keyof RunOptions, OptionEffect> = {
  signal: {
    without: "completed",
    set: "cancelled",
    outcome: async (isSet) => {
      const one = agent("x").state("a", () => 1);
      return (await one.run(undefined, isSet ? { signal: AbortSignal.abort() } : {})).status;
    },
  },
  timeoutMs: {
    without: "completed",
    set: "timed-out",
    outcome: async (isSet) => {
      const clock = new SimulatedClock();
      const running = agent("x").state("a", () => new Promise<void>((resolve) => clock.after(20, resolve)))
        .run(undefined, { clock, ...(isSet && { timeoutMs: 10 }) });
      await clock.runAll();
      return (await running).status;
    },
  },
  clock: {
    without: false,
    set: true,
    outcome: async (isSet) => {
      const clock = new SimulatedClock();
      await clock.advance(1e12);
      const run = agent("x").state("a", () => 1).start(undefined, isSet ? { clock } : {});
      const { value } = await run.events().getReader().read();
      await run.result;
      return value!.atMs === clock.now();
    },
  },
  random: {
    without: "anything",
    set: randomFromSeed(7).float() * 1_000,
    outcome: async (isSet) => {
      const clock = new SimulatedClock(), backoff = { kind: "exponential", baseDelayMs: 1_000 } as const;
      let secondAtMs = -1;
      const running = agent("x").state("a", { retry: { maxAttempts: 2, backoff } }, ({ attempt }) => {
        if (attempt === 1) fail();
        secondAtMs = clock.now();
      }).run(undefined, { clock, ...(isSet && { random: randomFromSeed(7) }) });
      await clock.runAll();
      await running;
      assert.ok(secondAtMs >= 0 && secondAtMs < 1_000);
      return isSet ? secondAtMs : "anything";
    },
  },
  instruments: {
    without: 0,
    set: 1,
    outcome: async (isSet) => {
      const counter = new RunCounter();
      await agent("x").state("a", () => 1).run(undefined, isSet ? { instruments: [counter] } : {});
      return counter.runs;
    },
  },
  pool: {
    without: [0, 1],
    set: [1, 0],
    outcome: async (isSet) => {
      const own = new ResourcePool({ gpu: 1 }), other = new ResourcePool({ gpu: 1 });
      const x = agent("x", { pool: own }).state("a", { resources: { gpu: 1 } }, () => [own.free.gpu, other.free.gpu]);
      return (await x.run(undefined, isSet ? { pool: other } : {})).unwrap().a;
    },
  },
  user: {
    without: undefined,
    set: "ada",
    outcome: async (isSet) => {
      const pool = new ResourcePool({ gpu: 1 });
      const x = agent("x", { pool }).state("a", { resources: { gpu: 1 } }, () => pool.leases[0]?.owner.user);
      return (await x.run(undefined, isSet ? { user: "ada" } : {})).unwrap().a;
    },
  },
};
testOptions("RunOptions", ofRuns);

/** Whether a run is over whose reader does not read. */
async function isOver(options: EventsOptions): Promise<boolean> {
  const run = agent("x").state("a", () => 1).state("b", { after: ["a"] }, () => 2).start(undefined);
  const events = run.events(options);
  await new Promise((resolve) => setImmediate(resolve));
  const over = run.status === "completed";
  await events.cancel();
  await run.result;
  return over;
}

const ofEvents: Record<keyof EventsOptions, OptionEffect> = {
  bufferSize: { without: true, set: false, outcome: (isSet) => isOver(isSet ? { bufferSize: 1 } : {}) },
  onFull: {
    without: false,
    set: true,
    outcome: (isSet) => isOver({ bufferSize: 1, ...(isSet && { onFull: "drop-oldest" }) }),
  },
  after: {
    without: [6],
    set: [4, 5, 6],
    outcome: async (isSet) => {
      const run = agent("x").state("a", () => 1).state("b", { after: ["a"] }, () => 2).start(undefined);
      for await (const _ of run.events());
      const ids: number[] = [];
      for await (const { id } of run.events(isSet ? { after: 3 } : {})) ids.push(id);
      return ids;
    },
  },
};
testOptions("EventsOptions", ofEvents);

const ofDeadLetters: Record<keyof DeadLetterOptions, OptionEffect> = {
  maxLetters: {
    without: 3,
    set: 2,
    outcome: async (isSet) => {
      const deadLetters = new DeadLetterQueue(isSet ? { maxLetters: 2 } : {});
      const bad = agent("x", { deadLetters }).state("bad", fail);
      for (let i = 0; i < 3; i++) await bad.run();
      return deadLetters.letters.length;
    },
  },
  onDropped: {
    without: [],
    set: [1],
    outcome: async (isSet) => {
      const dropped: number[] = [], onDropped = ({ id }: { readonly id: number }) => void dropped.push(id);
      const deadLetters = new DeadLetterQueue({ maxLetters: 1, ...(isSet && { onDropped }) });
      const bad = agent("x", { deadLetters }).state("bad", fail);
      for (let i = 0; i < 2; i++) await bad.run();
      return dropped;
    },
  },
};
testOptions("DeadLetterOptions", ofDeadLetters);
