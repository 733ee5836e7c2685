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

/**
 * Finds the state that a direction names.
 *
 * @param plan The plan.
 * @param state Index of the state that returned the direction.
 * @param direction The name, and whether a payload goes with it.
 * @returns Index of the target.
 * @throws {UnknownStateError} If the target does not exist or cannot be reached that way.
 */
export function targetOf(
  plan: Plan,
  state: number,
  direction: { readonly name: string; readonly sent: boolean },
): number {
  const target = plan.indexOf.get(direction.name), declared = plan.to[state];
  if (target === undefined || (declared && !declared.includes(target))) throw refusal(plan, state, direction);
  const mapped = (plan.flags[target]! & Flag.mapped) !== 0;
  if (mapped !== direction.sent) throw refusal(plan, state, direction);
  return target;
}

function refusal(plan: Plan, state: number, { name, sent }: { name: string; sent: boolean }): UnknownStateError {
  const refuse = (why: string) => new UnknownStateError(plan.agent, plan.names[state]!, name, why);
  const target = plan.indexOf.get(name), declared = plan.to[state];
  if (target === undefined) {
    return refuse(`it must be one of the agent's states: ${plan.names.slice(0, 20).join(", ")}`);
  }
  if (declared && !declared.includes(target)) {
    return refuse(`it must be among those named in 'to': ${declared.map((index) => plan.names[index]).join(", ")}`);
  }
  return refuse(
    sent ? "only a state declared with map() takes a payload: use goto" : "a mapped state needs a payload: use Send",
  );
}
