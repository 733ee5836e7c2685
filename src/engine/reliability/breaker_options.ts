/**
 * When a circuit breaker opens and closes: its options, their defaults and their checks.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { CountWindow } from "./count_window.ts";
import type { ListenerOptions } from "./listeners.ts";
import { duration, share, wholeNumber } from "./number_check.ts";
import type { OutcomeWindow } from "./outcome_window.ts";
import { TimeWindow } from "./time_window.ts";

/** Which calls a breaker judges by. */
export type BreakerWindow =
  /** The last so many. */
  | {
    readonly kind: "count";
    /** How many: a whole number of 1 or more. */
    readonly calls: number;
  }
  /** Those that ended in the last so long. */
  | {
    readonly kind: "time";
    /** How long, in milliseconds, above 0. */
    readonly durationMs: number;
    /** Parts in which old calls are forgotten: a whole number of 1 or more, where 1 forgets all at once. @default {10} */
    readonly slices?: number;
  };

/** Options of a circuit breaker. */
export interface CircuitBreakerOptions extends ListenerOptions {
  /** Name for messages and events. @default {"circuit breaker"} */
  readonly name?: string;
  /** Calls that it judges by. @default {{ kind: "count", calls: 100 }} */
  readonly window?: BreakerWindow;
  /**
   * Least calls in the window for a verdict: a whole number of 1 or more, and no more than a count window holds;
   * 1 may open it after the first failure. @default {10}, or the count window's `calls` if that is less
   */
  readonly minimumCalls?: number;
  /** Share of failed calls from which it opens: above 0, and 1 for all of them. @default {0.5} */
  readonly failureRate?: number;
  /** Time from which a call is slow, whether it failed or not, in milliseconds, above 0. @default {Infinity} never */
  readonly slowCallMs?: number;
  /** Share of slow calls from which it opens: above 0, and 1 for all of them. @default {1} */
  readonly slowCallRate?: number;
  /** How long it stays open before it tries again, in milliseconds, above 0. @default {60_000} */
  readonly openMs?: number;
  /** Most calls under way at once as probes while it is half-open: a whole number of 1 or more. @default {1} */
  readonly halfOpenMax?: number;
  /** How many probes must succeed, one slow or failed one opening it again: a whole number of 1 or more. @default {3} */
  readonly successThreshold?: number;
  /**
   * Says whether an error is a failure of what is called. If not, the call counts as a success: the other side
   * answered. Must not throw. @default every error is one
   *
   * @param error What the function threw.
   */
  readonly isFailure?: (error: unknown) => boolean;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
}

/** {@linkcode CircuitBreakerOptions} with everything filled in, except for what has its own object. */
export type BreakerRules = Readonly<Required<Omit<CircuitBreakerOptions, "maxListeners" | "window">>> & {
  /** Makes an empty window. */
  readonly newWindow: () => OutcomeWindow;
};

/**
 * Checks options and fills in the defaults.
 *
 * @param options What a caller configured.
 * @returns The rules of a breaker.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function breakerRules(options: CircuitBreakerOptions): BreakerRules {
  const { name = "circuit breaker", window = { kind: "count", calls: 100 }, clock = systemClock } = options;
  const { failureRate = 0.5, slowCallMs = Infinity, slowCallRate = 1, isFailure = () => true } = options;
  const { openMs = 60_000, halfOpenMax = 1, successThreshold = 3 } = options;
  const action = `make "${name}"`, newWindow = windowMaker(window, action);
  const mostCalls = window.kind === "count" ? window.calls : Infinity;
  const { minimumCalls = Math.min(10, mostCalls) } = options;
  wholeNumber(minimumCalls, { action, option: "minimumCalls", max: mostCalls });
  share(failureRate, { action, option: "failureRate" });
  share(slowCallRate, { action, option: "slowCallRate" });
  if (slowCallMs !== Infinity) duration(slowCallMs, { action, option: "slowCallMs" });
  duration(openMs, { action, option: "openMs" });
  wholeNumber(halfOpenMax, { action, option: "halfOpenMax" });
  wholeNumber(successThreshold, { action, option: "successThreshold" });
  return {
    ...{ name, clock, newWindow, minimumCalls, failureRate, slowCallMs, slowCallRate },
    ...{ openMs, halfOpenMax, successThreshold, isFailure },
  };
}

function windowMaker(window: BreakerWindow, action: string): () => OutcomeWindow {
  if (window.kind === "count") {
    wholeNumber(window.calls, { action, option: "window.calls" });
    return () => new CountWindow(window.calls);
  }
  const { durationMs, slices = 10 } = window;
  duration(durationMs, { action, option: "window.durationMs" });
  wholeNumber(slices, { action, option: "window.slices" });
  return () => new TimeWindow(durationMs, slices);
}
