/**
 * Checks what a state declares to have while it runs: resources of its agent's pool, locks and the like.
 * @module
 */
import type { Acquirable } from "../coordination/acquirable.ts";
import { type Priority, rankOf } from "../graph/priority.ts";
import type { StateClaims } from "../graph/state_definition.ts";
import { checkOptions } from "../resources/acquire_options.ts";
import type { Amounts } from "../resources/amounts.ts";
import type { ResourcePool } from "../resources/resource_pool.ts";
import type { ResourceRequest } from "../resources/resource_request.ts";

/** What a state declares. */
export interface DeclaredClaims {
  readonly resources?: Amounts | ResourceRequest;
  readonly holds?: readonly Acquirable[];
}

/** Whose claims they are. */
export interface Claimant {
  /** What is to be done, for messages: add a state to an agent. */
  readonly action: string;
  readonly pool: ResourcePool | null;
  readonly priority: Priority;
}

/**
 * Checks what a state declares.
 *
 * @param declared The claims.
 * @param claimant Whose they are.
 * @returns The claims, copied; `null` if there are none.
 * @throws {TypeError} If there is no pool, or something cannot be acquired or is listed twice.
 * @throws {RangeError} If an amount or option is out of its bounds.
 * @throws {RequestTooLargeError} If no node of the pool is large enough.
 */
export function stateClaims({ resources, holds = [] }: DeclaredClaims, claimant: Claimant): StateClaims | null {
  const request = resources === undefined ? null : requestOf(resources, claimant);
  if (request === null && holds.length === 0) return null;
  return { resources: request, holds: checkHolds(holds, claimant) };
}

function requestOf(declared: Amounts | ResourceRequest, { action, pool, priority }: Claimant): ResourceRequest {
  if (typeof declared !== "object" || declared === null) {
    throw new TypeError(`${action} as 'resources' must be amounts by name: current value is ${String(declared)}`);
  }
  if (pool === null) {
    throw new TypeError(`${action} as a state with 'resources' needs a pool: give the agent one, as its option 'pool'`);
  }
  const { amounts, ...how } = isRequest(declared) ? declared : { amounts: declared };
  pool.checkRequest(amounts);
  checkOptions(how, pool.name);
  return Object.freeze({ priority: 0 - rankOf(priority), ...how, amounts: Object.freeze({ ...amounts }) });
}

/** An amount is a number, also that of a resource which is called `amounts`. */
function isRequest(declared: Amounts | ResourceRequest): declared is ResourceRequest {
  return typeof declared.amounts === "object";
}

function checkHolds(holds: readonly Acquirable[], { action }: Claimant): readonly Acquirable[] {
  for (const [i, thing] of holds.entries()) {
    if (typeof thing?.acquire !== "function" || typeof thing.tryAcquire !== "function") {
      throw new TypeError(`${action} as all that it 'holds' must have acquire() and tryAcquire(): number ${i} has not`);
    }
    if (holds.indexOf(thing) !== i) {
      throw new TypeError(
        `${action} as it can hold a thing only once: numbers ${holds.indexOf(thing)} and ${i} are one`,
      );
    }
  }
  return Object.freeze([...holds]);
}
