/**
 * What a state tells others so that they do a thing once, however often the state asks for it.
 * @module
 */
import { type AnyStateContext, stepOf } from "./step_of.ts";

/**
 * Names the step that a state carries out: the same in every attempt and after every crash, another one for every
 * visit, task and run. Hand it to services that do a thing once per key, as payments do.
 *
 * @param context What the state was given.
 * @returns `<run>:<step>`.
 * @throws {TypeError} If the run is not durable.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { durable, idempotencyKey, memoryCheckpoints } from "puffinflow/durability";
 *
 * const payment = agent("payment").state("charge", (context) => idempotencyKey(context));
 * const payments = durable(payment, { store: memoryCheckpoints() });
 * const { charge } = (await payments.run(undefined, { id: "order-42" })).unwrap();
 * if (charge !== "order-42:charge#1") throw new Error(charge);
 * ```
 */
export function idempotencyKey(context: AnyStateContext): string {
  const { scope, key } = stepOf(context, "name a step");
  return `${scope.run.journal.id}:${key}`;
}
