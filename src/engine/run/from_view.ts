/**
 * The object behind `from`: reads outputs by the states' names straight from the run's slots. One class
 * per plan and one object per run: `from.fetch` compiles to a load of a slot, where a fresh object with
 * the outputs of each state's dependencies would cost more than scheduling the state.
 * @module
 */
import { PENDING, type Plan } from "../graph/plan.ts";
import { PuffinError } from "../puffin_error.ts";

/** A state read the output of a state that it does not wait for. */
export class OutputNotReadyError extends PuffinError {
  /** The class's name. */
  override readonly name = "OutputNotReadyError";
  /** Stable name of this kind of error. */
  override readonly code = "output-not-ready";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param state The state that was read.
   */
  constructor(readonly agent: string, readonly state: string) {
    super(
      `Cannot read the output of state "${state}" of agent "${agent}" as it must have completed: ` +
        `name it in 'after' of the state that reads it`,
    );
  }
}

/** Makes the view of one run's outputs. */
export type FromView = new (outputs: readonly unknown[]) => Readonly<Record<string, unknown>>;

/** Where a view keeps the outputs: a symbol, since any text may be the name of a state. */
const OUTPUTS = Symbol("outputs");

class View {
  readonly [OUTPUTS]: readonly unknown[];

  constructor(outputs: readonly unknown[]) {
    this[OUTPUTS] = outputs;
  }
}

const views = new WeakMap<Plan, FromView>();

/**
 * Gives the class of a plan's views, made on first use: a plan whose states never read `from` has none.
 *
 * @param plan The plan.
 * @returns A class with one getter per state.
 */
export function fromViewOf(plan: Plan): FromView {
  let view = views.get(plan);
  if (view === undefined) views.set(plan, view = makeView(plan));
  return view;
}

function makeView(plan: Plan): FromView {
  class PlanView extends View {}
  for (const [index, name] of plan.names.entries()) {
    Object.defineProperty(PlanView.prototype, name, {
      enumerable: true,
      get(this: View): unknown {
        const output = this[OUTPUTS][index];
        if (output !== PENDING) return output;
        // Whoever waits with any(), xor() or optional() may well find nothing.
        if (plan.listeners[index]!.length > 0) return undefined;
        throw new OutputNotReadyError(plan.agent, name);
      },
    });
  }
  // The getters were defined by name just now; the class's type cannot know them.
  return PlanView as never;
}
