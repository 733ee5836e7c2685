/**
 * A state that is a run of another agent: it shares the outer run's clock, chance, user, signal and
 * listeners, and nothing else.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import type { Context } from "../run/context.ts";
import type { Execution, ExecutionSettings, ParentTask } from "../run/execution.ts";
import { startGuarded } from "../run/guard.ts";
import type { RunResult } from "../run/result.ts";
import type { CommonStateOptions } from "./state_options.ts";

/** What becomes of the outer state when the inner run does not complete. */
export type ChildFailurePolicy<R> =
  /** It fails with the inner run's error. */
  | "propagate"
  /** It completes with `undefined`. */
  | "ignore"
  /** It completes with what the function makes of the error. */
  | ((error: unknown) => R);

/** Options of a state that runs another agent. */
export interface SubAgentOptions<A, X, CI, CO, R> extends CommonStateOptions<X> {
  /** States that must have completed before. @default {[]} */
  readonly after?: A;
  /**
   * Makes the inner run's input.
   *
   * @param context What the state sees.
   */
  readonly input: (context: X) => CI;
  /**
   * Makes the state's output of the inner run's outputs. @default {(outputs) => outputs}
   *
   * @param outputs Outputs of the inner run by state name.
   */
  readonly output?: (outputs: Readonly<CO>) => R;
  /** What a failure of the inner run does. @default {"propagate"} */
  readonly onChildFailure?: ChildFailurePolicy<R>;
}

/** Agents are nested deeper than they may be. */
export class NestingError extends PuffinError {
  /** The class's name. */
  override readonly name = "NestingError";
  /** Stable name of this kind of error. */
  override readonly code = "nesting";

  /**
   * Words the error.
   *
   * @param agent Name of the agent that was not started.
   * @param maxDepth The limit.
   */
  constructor(readonly agent: string, readonly maxDepth: number) {
    super(
      `Cannot start agent "${agent}" inside others as they may nest at most ${maxDepth} deep: ` +
        `does it run itself? Raise 'maxDepth' of the outermost agent if the depth is meant`,
    );
  }
}

/** What an inner run takes from the outer one. */
export interface Inherited extends Pick<ExecutionSettings, "clock" | "random" | "user" | "maxDepth" | "instruments"> {
  readonly parent: ParentTask;
}

/** An agent, as the state that runs it knows it. */
export interface InnerAgent {
  readonly name: string;
  /**
   * Makes a run that is part of another one.
   *
   * @param input What it is started with.
   * @param inherited What it takes from the outer run.
   * @returns A run that has not started.
   */
  newExecution(input: unknown, inherited: Inherited): Execution;
}

type LooseOptions = SubAgentOptions<unknown, unknown, unknown, unknown, unknown>;

/**
 * Makes the function of a state that runs an agent.
 *
 * @param child The agent.
 * @param options How.
 * @returns A state's function.
 */
export function subAgentBody(child: InnerAgent, options: LooseOptions): (context: Context) => Promise<unknown> {
  const { input, output = (outputs: unknown) => outputs, onChildFailure = "propagate" } = options;
  return async (context) => {
    const result = await startInside(child, input(context), context);
    if (result.status === "completed") return output(result.outputs);
    if (onChildFailure === "propagate") throw result.error;
    return onChildFailure === "ignore" ? undefined : onChildFailure(result.error);
  };
}

/**
 * Runs an agent as part of a state's run.
 *
 * @param child The agent.
 * @param input What it is started with.
 * @param context The state's context.
 * @returns How the inner run ended.
 * @throws {NestingError} If agents nest deeper than they may.
 */
export function startInside(
  child: InnerAgent,
  input: unknown,
  context: Context,
): Promise<RunResult<Record<string, unknown>>> {
  const { execution: outer, task } = context, { clock, random, user, maxDepth, instruments } = outer.settings;
  if (depthOf(outer) >= maxDepth) throw new NestingError(child.name, maxDepth);
  const parent: ParentTask = { execution: outer, task };
  const execution = child.newExecution(input, { clock, random, user, maxDepth, instruments, parent });
  if (outer.observer !== null) execution.watch(outer.observer);
  return startGuarded(execution, { signal: context.signal, timeoutMs: 0 }) as never;
}

/** How many runs a run is inside of, itself included. */
function depthOf(execution: Execution): number {
  let depth = 1;
  for (let outer = execution.parent; outer !== null; outer = outer.execution.parent) depth++;
  return depth;
}
