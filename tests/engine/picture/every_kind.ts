/**
 * One agent with every kind of edge and every thing that a picture says of a state, and its run in simulated
 * time: the subject of the golden pictures.
 * @module
 */
import { agent, any, goto, optional, SendAll, sum, within, xor } from "puffinflow";
import { recordRun, type RunTrace } from "puffinflow/picture";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** The clock that the agent's states wait on. */
export const clock: SimulatedClock = new SimulatedClock();

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => void clock.after(delayMs, resolve));
}

/** The agent; one of its states fails. */
export const everyKind = agent("every kind")
  .channel("total", sum())
  .channel("log", { initial: "" })
  .map("each", async ({ payload }: { payload: number }) => await wait(payload * 5), { timeoutMs: 250 })
  .state(
    "fetch",
    { retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 20.5 } }, priority: "high", to: ["each"] },
    async ({ attempt }) => {
      await wait(10);
      if (attempt < 2) throw new Error("not yet");
      return SendAll("each", [1, 2, 3]);
    },
  )
  .state("sum", { after: ["each"], compensate: () => {} }, ({ from }) => from.each.length)
  .state("left", { after: ["fetch"], when: () => true }, () => "left")
  .state("right", { after: ["fetch"], when: () => false }, () => "right")
  .state("first", { after: any("left", "right") }, async () => await wait(0.25))
  .state("only", { after: xor("left", "right") }, () => 1)
  .state("soft", { after: ["sum", optional("left"), within(50, "right")], to: ["again"] }, ({ visit }) => {
    return visit < 3 ? goto("again") : undefined;
  })
  .state("again", { to: ["soft"] }, async () => {
    await wait(1_000);
    return goto("soft");
  })
  .state("bad", { after: ["fetch"] }, (): void => {
    throw new Error("broken");
  })
  .state("lost", { after: ["bad"] }, () => 1)
  .state("aside", { entry: false }, () => 1);

/**
 * Records a run of the agent.
 *
 * @returns The run, the same each time.
 */
export async function everyKindTrace(): Promise<RunTrace> {
  const recording = recordRun(everyKind.start(undefined, { clock }));
  await clock.runAll();
  return await recording;
}
