/**
 * In whose name an attempt asks for resources and locks. Made when somebody asks for it first: most attempts
 * have none.
 * @module
 */
import type { TaskOwner } from "../resources/owner.ts";
import type { Execution } from "./execution.ts";
import { holdingsOf } from "./holdings.ts";

/** An attempt, by its context: it is the object that counts. */
export interface OwningAttempt {
  readonly execution: Execution;
  readonly task: number;
}

const owners: WeakMap<OwningAttempt, TaskOwner> = new WeakMap();

/**
 * Gives the owner that an attempt is.
 *
 * @param attempt The attempt's context.
 * @returns The same object each time.
 */
export function ownerOf(attempt: OwningAttempt): TaskOwner {
  let owner = owners.get(attempt);
  if (owner === undefined) owners.set(attempt, owner = new AttemptOwner(attempt));
  return owner;
}

/**
 * Makes the owner of an attempt that keeps it itself, as one does that certainly asks for something.
 *
 * @param attempt The attempt's context.
 * @returns A new object.
 */
export function newOwnerOf(attempt: OwningAttempt): TaskOwner {
  return new AttemptOwner(attempt);
}

class AttemptOwner implements TaskOwner {
  readonly name: string;
  readonly user: string | undefined;
  readonly workflow: string;
  readonly agent: string;
  readonly state: string;
  readonly run: object;

  constructor({ execution, task }: OwningAttempt) {
    const { plan, settings } = execution, sent = execution.sent?.[task - plan.size];
    this.user = settings.user;
    this.workflow = outermost(execution).plan.agent;
    this.agent = plan.agent;
    this.state = execution.nameOf(task);
    this.name = `${this.agent}/${this.state}${sent === undefined ? "" : `[${sent.index}]`}`;
    this.run = holdingsOf(execution).run;
  }

  get task(): this {
    return this;
  }
}

function outermost(execution: Execution): Execution {
  let outer = execution;
  while (outer.parent !== null) outer = outer.parent.execution;
  return outer;
}
