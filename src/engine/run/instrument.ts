/**
 * What runs can be fitted with: metrics, traces, a journal. The executor knows nothing of them. An instrument may
 * watch runs, and it may put something around the states' functions, by a plan of its own: what a run without
 * instruments pays for all that is nothing.
 *
 * The instruments themselves are behind the doors `./observability` and `./durability`.
 * @module
 */
import type { Plan } from "../graph/plan.ts";
import type { StateBody } from "../graph/state_definition.ts";
import type { Execution, Instrument } from "./execution.ts";

/** What all instruments are. */
export abstract class RunInstrument implements Instrument {
  /** What it is, for messages. */
  abstract readonly name: string;
  readonly #plans: WeakMap<Plan, Plan> = new WeakMap();

  /**
   * Gives the plan that runs carry out instead of another one; made once per plan.
   *
   * @param plan The other one.
   */
  planFor(plan: Plan): Plan {
    let fitted = this.#plans.get(plan);
    if (fitted === undefined) this.#plans.set(plan, fitted = this.fit(plan));
    return fitted;
  }

  /**
   * Prepares a run that was started by a program, before its first state; not those inside it, which tell the same
   * observers what they do.
   *
   * @param execution The run.
   */
  attach(_execution: Execution): void {}

  /**
   * Makes a plan of another one; the plan of agents inside the agent too.
   *
   * @param plan The other one.
   * @returns A plan with the same states in the same places.
   */
  protected fit(plan: Plan): Plan {
    return plan;
  }
}

/**
 * Puts something around the functions of a plan's states.
 *
 * @param plan The plan.
 * @param wrap Makes a function of the function of the state with a number.
 * @returns A plan that differs in nothing else.
 */
export function withBodies(plan: Plan, wrap: (body: StateBody, state: number) => StateBody): Plan {
  return { ...plan, bodies: plan.bodies.map(wrap) };
}

/**
 * Checks what a caller handed in as instruments.
 *
 * @param instruments The list.
 * @returns The list.
 * @throws {TypeError} If one was not made by one of the doors.
 */
export function checkInstruments(instruments: readonly Instrument[]): readonly RunInstrument[] {
  for (const instrument of instruments) {
    if (!(instrument instanceof RunInstrument)) {
      throw new TypeError(
        `Cannot fit runs with an instrument as it must come from "puffinflow/observability" or "puffinflow/durability": ` +
          `current value is ${typeof instrument === "object" ? JSON.stringify(instrument) : String(instrument)}`,
      );
    }
  }
  return instruments as readonly RunInstrument[];
}
