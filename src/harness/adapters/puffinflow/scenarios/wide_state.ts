/**
 * A chain over a wide state: a channel for each field, and a step writes to those that are its own.
 * @module
 */
// deno-lint-ignore-file explicit-module-boundary-types -- the types of agents are inferred, as PuffinFlow intends
import { agent, type BuiltAgent, Command, type NoExtras, type WithChannel } from "puffinflow";
import { fieldName, firstFields, wideStep, writtenField } from "../../../workload/scenarios/wide_state.ts";
import type { Work } from "../../../workload/work.ts";
import type { Prepared } from "../../adapter.ts";
import type { ShapeOf } from "../../shape_builders.ts";
import { nameOf, preparedFrom } from "./prepared_agent.ts";

/** An agent whose channels are named in a loop: the compiler knows them as text only. */
type Fields = BuiltAgent<number, Record<never, never>, WithChannel<NoExtras, string, number, number>>;

/** The same with states that are named in a loop. */
type LoopBuiltFields = BuiltAgent<
  number,
  Readonly<Record<string, number>>,
  WithChannel<NoExtras, string, number, number>
>;

/** What a state sees of them. */
interface StepContext {
  readonly input: number;
  readonly channels: Readonly<Record<string, number>>;
}

/** A chain over channels. */
export function wideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  return preparedFrom(wideAgent(shape, work), (run) => run.output(nameOf(shape.steps)));
}

/**
 * Makes the agent.
 *
 * @param shape Fields and steps.
 * @param work What the steps do.
 */
export function wideAgent(shape: ShapeOf<"wide-state">, work: Work) {
  const { steps } = shape, names = Array.from({ length: shape.fields }, (_, field) => fieldName(field));
  let fields = agent("wide state").input<number>() as Fields;
  for (const name of names) fields = fields.channel(name, { initial: 0 });
  const bodyOf = (step: number) => stepBody(step, { shape, work, names });
  let flow: LoopBuiltFields = fields.state(nameOf(0), bodyOf(0));
  for (let step = 1; step < steps; step++) flow = flow.state(nameOf(step), { after: [nameOf(step - 1)] }, bodyOf(step));
  return flow.state(
    nameOf(steps),
    { after: [nameOf(steps - 1)] },
    ({ channels }) => work.gather(steps, names.map((name) => channels[name]!)),
  );
}

interface Site {
  readonly shape: ShapeOf<"wide-state">;
  readonly work: Work;
  /** Names of the fields. */
  readonly names: readonly string[];
}

function stepBody(step: number, { shape, work, names }: Site) {
  const { reads, writes, count } = wideStep(shape, step), own = names.slice(writes, writes + count);
  return async ({ input, channels }: StepContext): Promise<number> => {
    // The first step brings the run's input into the channels.
    const given = step === 0 ? firstFields(shape, input) : [];
    const output = await work.one(step, given[reads] ?? channels[names[reads]!]!);
    const update: Record<string, number> = {};
    for (const [field, value] of given.entries()) update[names[field]!] = value;
    for (const [place, name] of own.entries()) update[name] = writtenField(output, place);
    // What states in a loop write is checked when they run, and the command's output is theirs.
    return Command({ update, output }) as never;
  };
}
