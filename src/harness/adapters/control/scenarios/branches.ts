/**
 * Scenarios with branches of their own, a wide state or a conversation, by hand; and what they take if each step is
 * written down. A run that writes down gives what was written, as a framework's run does.
 * @module
 */
import { isDoomed, NO_OUTPUT } from "../../../workload/scenarios/isolation.ts";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../../workload/scenarios/subgraphs.ts";
import { nextTask, wantsTool } from "../../../workload/scenarios/tool_agent.ts";
import { fieldName, firstFields, wideStep, writtenField } from "../../../workload/scenarios/wide_state.ts";
import type { Work } from "../../../workload/work.ts";
import type { Prepared } from "../../adapter.ts";
import type { CheckpointBuilders, ShapeOf } from "../../shape_builders.ts";

/** Writes a run's state down after a step. */
type Note = (state: unknown) => void;

const nowhere: Note = () => {};

/** Branches of which some fail. */
export function isolation(shape: ShapeOf<"isolation">, work: Work): Prepared {
  const branches = Array.from({ length: shape.good + shape.failing }, (_, i) => i + 1);
  return {
    async run(seed) {
      const produced = await work.one(0, seed);
      const outcomes = await Promise.allSettled(
        branches.map((task) => isDoomed(shape, task) ? work.doomed(task, produced) : work.one(task, produced)),
      );
      const outputs = outcomes.map((outcome) => outcome.status === "fulfilled" ? outcome.value : NO_OUTPUT);
      return await work.gather(branches.length + 1, outputs);
    },
  };
}

/** A fan-out to functions of several steps. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  return {
    run: (seed) => runSubgraphs(shape, { work, seed, note: nowhere }),
  };
}

/** A chain over an object of many fields. */
export function wideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  return {
    run: (seed) => runWideState(shape, { work, seed, note: nowhere }),
  };
}

/** A conversation. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return {
    run: (seed) => runToolAgent(shape, { work, seed, note: nowhere }),
  };
}

/** The same with each step written down. */
export const checkpointed: CheckpointBuilders = {
  chain: ({ length }, work) =>
    noted(async (seed, note) => {
      let value = seed;
      for (let task = 0; task < length; task++) note(value = await work.one(task, value));
      return value;
    }),
  subgraphs: (shape, work) => noted((seed, note) => runSubgraphs(shape, { work, seed, note })),
  "wide-state": (shape, work) => noted((seed, note) => runWideState(shape, { work, seed, note })),
  "tool-agent": (shape, work) => noted((seed, note) => runToolAgent(shape, { work, seed, note })),
};

/** Makes a run that keeps the text of its states until its end is read from them. */
function noted(run: (seed: number, note: Note) => Promise<number>): Prepared {
  const kept = new Map<number, string[]>();
  let runs = 0;
  return {
    async run(seed) {
      const id = runs++, states: string[] = [];
      kept.set(id, states);
      const note: Note = (state) => void states.push(JSON.stringify(state));
      note(await run(seed, note));
      const digest = Number(JSON.parse(kept.get(id)!.at(-1)!));
      kept.delete(id);
      return digest;
    },
  };
}

/** A run, and where it writes its states down. */
interface Running {
  readonly work: Work;
  readonly seed: number;
  readonly note: Note;
}

async function runSubgraphs(
  shape: ShapeOf<"subgraphs">,
  { work, seed, note }: Running,
): Promise<number> {
  const produced = await work.one(0, seed);
  const outputs = await Promise.all(Array.from({ length: shape.width }, async (_, branch) => {
    let value = produced;
    for (let step = 0; step < STRAIGHT_STEPS + shape.turns; step++) {
      value = await work.one(subgraphTask(shape, branch, step), value);
      note({ branch, step, value });
    }
    return value;
  }));
  return await work.gather(subgraphJoin(shape), outputs);
}

async function runWideState(shape: ShapeOf<"wide-state">, { work, seed, note }: Running): Promise<number> {
  const names = Array.from({ length: shape.fields }, (_, field) => fieldName(field));
  let state = Object.fromEntries(firstFields(shape, seed).map((value, field) => [names[field]!, value]));
  for (let step = 0; step < shape.steps; step++) {
    const { reads, writes, count } = wideStep(shape, step), output = await work.one(step, state[names[reads]!]!);
    const written = Array.from({ length: count }, (_, place) => [names[writes + place]!, writtenField(output, place)]);
    note(state = { ...state, ...Object.fromEntries(written) });
  }
  return await work.gather(shape.steps, names.map((name) => state[name]!));
}

async function runToolAgent(shape: ShapeOf<"tool-agent">, { work, seed, note }: Running): Promise<number> {
  let messages: readonly number[] = [seed];
  const say = (message: number) => note(messages = [...messages, message]);
  say(await work.gather(nextTask(messages), messages));
  while (wantsTool(shape, messages)) {
    say(await work.one(nextTask(messages), messages.at(-1)!));
    say(await work.gather(nextTask(messages), messages));
  }
  return messages.at(-1)!;
}
