/**
 * Reads what a state returned to direct its run, and refuses what cannot be carried out before any of it
 * is.
 * @module
 */
import { isolate } from "../data/isolate.ts";
import { Flag, type Plan } from "../graph/plan.ts";
import { type Control, Direction, type SendBatch, SendTask } from "./control.ts";
import { UnknownStateError } from "./routing.ts";

/** Payloads for one mapped state. */
export interface Sending {
  readonly state: number;
  readonly payloads: readonly unknown[];
}

/** What to do, by index of state. */
export interface Directions {
  readonly goto: readonly number[];
  readonly sends: readonly Sending[];
  readonly update: Readonly<Record<string, unknown>> | undefined;
  readonly output: unknown;
}

const NO_SENDS: readonly Sending[] = [];

/**
 * Reads directions.
 *
 * @param plan The plan.
 * @param state Index of the state that returned them.
 * @param control What it returned.
 * @returns What to do; payloads are copies.
 * @throws {UnknownStateError} If a target does not exist or cannot be reached that way.
 * @throws {DOMException} If a payload cannot be cloned.
 */
export function readDirections(plan: Plan, state: number, control: Control): Directions {
  // By far the commonest: goto("next") and nothing else.
  if (control instanceof Direction && typeof control.goto === "string") {
    const target = targetOf(plan, state, { name: control.goto, sent: false }), { update, output } = control;
    return { goto: [target], sends: NO_SENDS, update: update as Directions["update"], output };
  }
  const list: readonly (Direction | SendTask | SendBatch)[] = Array.isArray(control)
    ? control
    : [control as Direction | SendTask | SendBatch];
  const goto: number[] = [], batches = new Map<number, unknown[]>();
  let update: Record<string, unknown> | undefined, output: unknown;
  for (const item of list) {
    if (item instanceof Direction) {
      for (const target of typeof item.goto === "string" ? [item.goto] : item.goto) {
        goto.push(targetOf(plan, state, { name: target, sent: false }));
      }
      if (item.update !== undefined) update = { ...update, ...item.update };
      if (item.output !== undefined) output = item.output;
    } else {
      const target = targetOf(plan, state, { name: item.state, sent: true });
      const payloads = batches.get(target) ?? [];
      for (const payload of item instanceof SendTask ? [item.payload] : item.payloads) payloads.push(isolate(payload));
      batches.set(target, payloads);
    }
  }
  return { goto, sends: [...batches].map(([target, payloads]) => ({ state: target, payloads })), update, output };
}

function targetOf(plan: Plan, state: number, { name, sent }: { name: string; sent: boolean }): number {
  const target = plan.indexOf.get(name), declared = plan.to[state];
  const refuse = (why: string) => new UnknownStateError(plan.agent, plan.names[state]!, name, why);
  if (target === undefined) throw refuse(`it must be one of the agent's states: ${plan.names.slice(0, 20).join(", ")}`);
  if (declared && !declared.includes(target)) {
    throw refuse(`it must be among those named in 'to': ${declared.map((index) => plan.names[index]).join(", ")}`);
  }
  const mapped = (plan.flags[target]! & Flag.mapped) !== 0;
  if (mapped && !sent) throw refuse("a mapped state needs a payload: use Send");
  if (!mapped && sent) throw refuse("only a state declared with map() takes a payload: use goto");
  return target;
}
