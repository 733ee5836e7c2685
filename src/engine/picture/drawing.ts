/**
 * What there is to draw of an agent, before it is written in any language: nodes with their lines of text,
 * edges with their kinds. All pictures are made of this, so they cannot tell different stories.
 * @module
 */
import type { AgentDescription, DependencyDescription, StateDescription } from "../graph/description.ts";
import type { StateOutcome } from "../run/outcome.ts";
import type { AttemptTrace, RunTrace, TaskTrace } from "./run_trace.ts";
import { timeText } from "./time_text.ts";

/** What can be drawn: an agent, or its description. */
export type Drawable = AgentDescription | {
  /** Describes the agent. */
  describe(): AgentDescription;
};

/** Options of a picture. */
export interface PictureOptions {
  /**
   * A run of the agent: each state then shows how it ended and how long it took, from its first start to its last
   * end. @default {undefined} the definition alone
   */
  readonly trace?: RunTrace;
}

/** One state. */
export interface DrawnNode {
  /** Name for the picture's language: not the state's, which may be any text. */
  readonly id: string;
  /** The state's name, then what is special about it, then what it did. */
  readonly lines: readonly string[];
  readonly shape: "plain" | "conditional" | "mapped";
  /** How it ended; `null` without a run. */
  readonly outcome: StateOutcome["kind"] | null;
}

/** One way from a state to another. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "entry" | DependencyDescription["kind"] | "route";
  /** Text beside it; empty for none. */
  readonly text: string;
}

/** An agent to be drawn. */
export interface Drawing {
  readonly title: string;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** Name of the node that stands for the start of the run. */
export const START = "start";

/**
 * Lays out an agent.
 *
 * @param subject The agent.
 * @param options A run of it.
 * @returns What to draw.
 * @throws {DefinitionError} If the definition is wrong.
 * @throws {TypeError} If the run is another agent's.
 */
export function drawingOf(subject: Drawable, { trace }: PictureOptions): Drawing {
  const agent = "describe" in subject ? subject.describe() : subject;
  if (trace !== undefined && trace.agent !== agent.name) {
    throw new TypeError(
      `Cannot draw agent "${agent.name}" with the run of another: current value of 'trace' is a run of "${trace.agent}"`,
    );
  }
  const tasks = Map.groupBy(trace?.tasks.filter(({ path }) => path.length === 0) ?? [], ({ state }) => state);
  const ids = new Map(agent.states.map(({ name }, index) => [name, `s${index}`]));
  return {
    title: titleOf(agent, trace),
    nodes: agent.states.map((state) => ({
      id: ids.get(state.name)!,
      lines: [
        state.name,
        ...factsOf(state),
        ...(trace === undefined ? [] : [deedOf(outcomeIn(trace, state.name), tasks.get(state.name))]),
      ],
      shape: state.mapped ? "mapped" : state.conditional ? "conditional" : "plain",
      outcome: trace === undefined ? null : outcomeIn(trace, state.name),
    })),
    edges: agent.states.flatMap((state) => edgesOf(state, ids)),
  };
}

function titleOf({ name, channels }: AgentDescription, trace: RunTrace | undefined): string {
  const shared = channels.length === 0 ? "" : ` (channels: ${channels.join(", ")})`;
  return `${name}${shared}${trace === undefined ? "" : `: ${trace.status} in ${timeText(trace.durationMs)}`}`;
}

function factsOf(state: StateDescription): string[] {
  const { mapped, conditional, priority, maxAttempts, timeoutMs, compensates } = state;
  return [
    ...(mapped ? ["once per Send"] : []),
    ...(conditional ? ["conditional"] : []),
    ...(priority === "normal" ? [] : [`${priority} priority`]),
    ...(maxAttempts === 1 ? [] : [`up to ${maxAttempts} attempts`]),
    ...(timeoutMs === undefined ? [] : [`timeout ${timeText(timeoutMs)}`]),
    ...(compensates ? ["can be undone"] : []),
  ];
}

function outcomeIn({ outcomes }: RunTrace, state: string): StateOutcome["kind"] {
  return Object.hasOwn(outcomes, state) ? outcomes[state]! : "not-reached";
}

/** What a state did in the run, in words. */
function deedOf(outcome: StateOutcome["kind"], tasks: readonly TaskTrace[] = []): string {
  if (tasks.length === 0) return outcome;
  const attempts = tasks.flatMap((task) => task.attempts);
  const counts = [
    ...(tasks.length === 1 ? [] : [`${tasks.length} ${tasks[0]!.index === undefined ? "visits" : "tasks"}`]),
    ...(attempts.length === tasks.length ? [] : [`${attempts.length} attempts`]),
  ];
  return [`${outcome} in ${timeText(spanMs(attempts))}`, ...counts].join(", ");
}

/** From the first start to the last end. */
function spanMs(attempts: readonly AttemptTrace[]): number {
  const startMs = attempts.reduce((min, attempt) => Math.min(min, attempt.startMs), Infinity);
  return attempts.reduce((max, attempt) => Math.max(max, attempt.endMs), startMs) - startMs;
}

function edgesOf(state: StateDescription, ids: ReadonlyMap<string, string>): DrawnEdge[] {
  const id = ids.get(state.name)!;
  return [
    ...(state.entry ? [{ from: START, to: id, kind: "entry", text: "" } as const] : []),
    ...state.after.map((dependency): DrawnEdge => ({
      from: ids.get(dependency.state)!,
      to: id,
      kind: dependency.kind,
      text: textOf(dependency),
    })),
    ...state.to.map((target): DrawnEdge => ({ from: id, to: ids.get(target)!, kind: "route", text: "route" })),
  ];
}

function textOf({ kind, withinMs }: DependencyDescription): string {
  if (withinMs !== undefined) return `within ${timeText(withinMs)}`;
  return kind === "all" ? "" : kind;
}
