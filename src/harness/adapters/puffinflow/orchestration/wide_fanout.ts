/**
 * A producer, fifty consumers of which eight may run at once, and a collector.
 * @module
 */
import { agent } from "puffinflow";
import { fold, foldNext } from "../../../workload/digest.ts";
import { Crowd } from "../../../workload/micro/crowd.ts";
import { consumeItems, CONSUMERS, CONSUMERS_AT_ONCE, produceItems } from "../../../workload/micro/fanout_items.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import { mediansOf } from "../figure_times.ts";
import type { LoopBuilt } from "../loop_built.ts";

/** Runs that figures are taken from. */
const FIGURE_RUNS = 100;

/** What the states of one run share. */
interface Errand {
  readonly seed: number;
  readonly crowd: Crowd;
  /** Called where a user's state would begin its work. */
  readonly at: (place: "produced" | "consuming") => void;
}

type Fanout = LoopBuilt<Errand, unknown>;

const NAMES = Array.from({ length: CONSUMERS }, (_, i) => `consumer-${i}`);

function fanoutAgent(maxConcurrent: number): Fanout {
  let fanout = agent("fan-out", { maxConcurrent }).input<Errand>() as Fanout;
  fanout = fanout.state("producer", ({ input }) => {
    const items = produceItems(input.seed);
    input.at("produced");
    return items;
  });
  for (const [consumer, name] of NAMES.entries()) {
    fanout = fanout.state(name, { after: ["producer"] }, async ({ input: { crowd, at }, values: [items] }) => {
      at("consuming");
      crowd.enter();
      await null;
      const result = consumeItems(items as Uint32Array, consumer);
      crowd.leave();
      return result;
    });
  }
  return fanout.state("collector", { after: NAMES }, ({ values }) => fold(values as readonly number[])).validate();
}

const nothing = () => {};

/** Program of the scenario. */
export function wideFanout({ operations, did }: MicroTask): Prepared {
  const limited = fanoutAgent(CONSUMERS_AT_ONCE), unlimited = fanoutAgent(CONSUMERS);
  return {
    async run(seed) {
      const crowd = new Crowd();
      const run = completed(await limited.run({ seed, crowd, at: nothing }));
      did(operations);
      return foldNext(run.output("collector") as number, crowd.peak);
    },
    async figures() {
      const atLimit = await mediansOf(FIGURE_RUNS, () => startTimes(limited));
      const atOnce = await mediansOf(FIGURE_RUNS, () => startTimes(unlimited));
      return {
        firstStartUs: atOnce.first,
        startSpreadUs: atOnce.spread,
        limitedFirstStartUs: atLimit.first,
        limitedStartSpreadUs: atLimit.spread,
      };
    },
  };
}

/** When consumers begin: the first after the producer has ended, the last after the first; in microseconds. */
async function startTimes(fanout: Fanout): Promise<Readonly<Record<"first" | "spread", number>>> {
  const startsMs: number[] = [];
  let producedMs = 0;
  await fanout.run({
    seed: 1,
    crowd: new Crowd(),
    at: (place) => {
      if (place === "produced") producedMs = performance.now();
      else startsMs.push(performance.now());
    },
  });
  const firstMs = startsMs[0]!;
  return { first: (firstMs - producedMs) * 1e3, spread: (startsMs.at(-1)! - firstMs) * 1e3 };
}
