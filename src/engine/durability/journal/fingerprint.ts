/**
 * What a definition looks like to a run that goes on with it: its states, what they wait for and where they may go, and
 * its channels. How often a state is tried, and how long it may take, can be changed between two lives of a run.
 * @module
 */
import { createHash } from "node:crypto";
import type { AgentDescription } from "../../graph/description.ts";
import { Flag, type Plan } from "../../graph/plan.ts";
import { PuffinError } from "../../puffin_error.ts";

/** A run was begun with another definition of its agent. */
export class WorkflowChangedError extends PuffinError {
  /** The class's name. */
  override readonly name = "WorkflowChangedError";
  /** Stable name of this kind of error. */
  override readonly code = "workflow-changed";

  /**
   * Words the error.
   *
   * @param run The run.
   * @param agent Name of the agent.
   * @param fingerprints What the definition was, and what it is.
   */
  constructor(
    readonly run: string,
    readonly agent: string,
    readonly fingerprints: { readonly recorded: string; readonly current: string },
  ) {
    super(
      `Cannot resume run "${run}" as agent "${agent}" must have the states, dependencies, routes and channels that it ` +
        `began with: its fingerprint was ${fingerprints.recorded} and is ${fingerprints.current}; finish the run with ` +
        `the old definition, or resume it with changedDefinition: "accept"`,
    );
  }
}

interface StateShape {
  readonly name: string;
  readonly after: readonly (readonly [string, string])[];
  readonly to: readonly string[];
  readonly entry: boolean;
  readonly mapped: boolean;
}

/**
 * Sums up a definition.
 *
 * @param description What `describe()` says of it.
 * @returns A short text, another one for another definition.
 */
export function fingerprintOf({ states, channels }: AgentDescription): string {
  const shapes = states.map(({ name, after, to, entry, mapped }) => ({
    name,
    after: after.map(({ state, kind }) => [state, kind] as const),
    to,
    entry,
    mapped,
  }));
  return digestOf(shapes, channels);
}

/**
 * Sums up the definition of a run, where nothing but its plan is at hand.
 *
 * @param plan The plan.
 * @param channels Names of the channels.
 * @returns What `fingerprintOf()` gives for the same definition.
 */
export function fingerprintOfPlan(plan: Plan, channels: readonly string[]): string {
  const shapes = plan.names.map((name, state) => ({
    name,
    after: plan.sources[state]!.map((source) => [plan.names[source]!, kindOf(plan, state, source)] as const),
    to: plan.to[state]?.map((target) => plan.names[target]!) ?? [],
    entry: plan.entries.includes(state),
    mapped: (plan.flags[state]! & Flag.mapped) !== 0,
  }));
  return digestOf(shapes, channels);
}

function kindOf(plan: Plan, state: number, source: number): string {
  const trigger = plan.triggers.find((trigger) => trigger.state === state);
  if (trigger === undefined) return "all";
  if (trigger.kind !== "soft") return trigger.kind;
  return trigger.soft.some((dependency) => dependency.state === source) ? "optional" : "all";
}

function digestOf(states: readonly StateShape[], channels: readonly string[]): string {
  // The order of declaration decides between equals, and nothing that was recorded depends on it.
  const sorted = states.toSorted((a, b) => a.name < b.name ? -1 : 1);
  const text = JSON.stringify([sorted, channels.toSorted()]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
