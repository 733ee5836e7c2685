/**
 * Which functions of a member's states have not returned yet. A run that is cancelled has its result at once, and what it
 * called may go on for a while: a team that ends early waits for it. The functions are watched through the seam of
 * `run/instrument.ts`, so runs outside of teams pay nothing.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { Plan } from "../graph/plan.ts";
import type { Context } from "../run/context.ts";
import type { Execution } from "../run/execution.ts";
import { RunInstrument, withBodies } from "../run/instrument.ts";

/** The flight that each member's run belongs to. */
const flights = new WeakMap<Execution, MemberFlight>();

/** What is in flight of one member. */
export class MemberFlight {
  #inFlight = 0;
  #landed: (() => void) | null = null;

  /**
   * Takes a run in: its functions, and those of runs inside it, count from now on.
   *
   * @param execution The member's run; fitted with {@linkcode BODY_WATCH}.
   */
  follow(execution: Execution): void {
    flights.set(execution, this);
  }

  /**
   * Counts a function until its promise settles.
   *
   * @param promise What it returned.
   */
  watch(promise: Promise<unknown>): void {
    const land = () => {
      if (--this.#inFlight === 0) this.#landed?.();
    };
    this.#inFlight++;
    promise.then(land, land);
  }

  /** Whether nothing is in flight. */
  get isLanded(): boolean {
    return this.#inFlight === 0;
  }

  /** Resolves when nothing is in flight. Asked for once, when nothing more starts. */
  landed(): Promise<void> {
    if (this.isLanded) return Promise.resolve();
    return new Promise((resolve) => this.#landed = resolve);
  }
}

class BodyWatch extends RunInstrument {
  readonly name = "team";

  protected override fit(plan: Plan): Plan {
    return withBodies(plan, (body) => (context: Context) => {
      const value = body(context as never);
      if (!isThenable(value)) return value;
      // A foreign thenable may do its work once for each that asks: it is asked once.
      const promise = Promise.resolve(value);
      flightOf(context.execution).watch(promise);
      return promise;
    });
  }
}

/** What members' runs are fitted with; one for all teams, as plans are fitted once per instrument. */
export const BODY_WATCH: RunInstrument = new BodyWatch();

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** A function that is watched belongs to a member's run, or to a run somewhere inside one. */
function flightOf(execution: Execution): MemberFlight {
  let run = execution, flight = flights.get(run);
  while (flight === undefined) {
    run = run.parent!.execution;
    flight = flights.get(run);
  }
  return flight;
}

class Bell extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

/**
 * Waits until nothing is in flight, or until that took too long.
 *
 * @param all The flights; nothing more starts in them.
 * @param graceMs Longest wait in milliseconds; 0 does not wait, `Infinity` has no limit.
 * @param clock Measures it.
 */
export async function untilLanded(all: readonly MemberFlight[], graceMs: number, clock: Clock): Promise<void> {
  if (graceMs === 0 || all.every((flight) => flight.isLanded)) return;
  const landed = Promise.all(all.map((flight) => flight.landed()));
  if (graceMs === Infinity) return void await landed;
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const bell = new Bell(resolve);
  clock.set(bell, graceMs);
  await Promise.race([landed, enough]);
  clock.clear(bell);
}
