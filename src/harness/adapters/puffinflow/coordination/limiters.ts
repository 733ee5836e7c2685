/**
 * Programs with rate limiters: decisions that let through, decisions that refuse, and callers that wait for a limiter.
 * Time is moved by hand, so that each decision is known beforehand.
 * @module
 */
import {
  fixedWindow,
  leakyBucket,
  RateLimiter,
  type RateRule,
  slidingCounter,
  slidingLog,
  tokenBucket,
} from "puffinflow/coordination";
import { grantStep, LIMITED } from "../../../workload/micro/coordination.ts";
import { answerStep, isOpening } from "../../../workload/micro/openings.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";
import { HandClock } from "../hand_clock.ts";

/** Period and window of all rules. */
const PERIOD_MS = 1_000;

/** After so long all that was taken is forgotten, by a sliding counter too. */
const FORGOTTEN_MS = 2 * PERIOD_MS;

/** A way to limit a rate, as it is measured. */
interface MeasuredRule {
  /** Makes the rule with a limit per period. */
  readonly ruleOf: (limit: number) => RateRule;
  /** Whether it lets through all of its limit at once, or one after the other. */
  readonly lets: "bursts" | "drops";
}

const RULES: Readonly<Record<string, MeasuredRule>> = {
  "token-bucket": {
    ruleOf: (limit) => tokenBucket({ limit, periodMs: PERIOD_MS, capacity: limit }),
    lets: "bursts",
  },
  "leaky-bucket": { ruleOf: (limit) => leakyBucket({ limit, periodMs: PERIOD_MS }), lets: "drops" },
  "fixed-window": { ruleOf: (limit) => fixedWindow({ limit, windowMs: PERIOD_MS }), lets: "bursts" },
  "sliding-log": { ruleOf: (limit) => slidingLog({ limit, windowMs: PERIOD_MS }), lets: "bursts" },
  "sliding-counter": { ruleOf: (limit) => slidingCounter({ limit, windowMs: PERIOD_MS }), lets: "bursts" },
};

/** Programs by scenario. */
export const limiters: MicroPrograms = {
  ...Object.fromEntries(
    Object.entries(RULES).flatMap(([name, rule]) => [
      [`limiter-${name}-allow`, allowing(rule)],
      [`limiter-${name}-deny`, denying(rule)],
    ]),
  ),

  "limiter-contention"({ operations, did }) {
    const { callers, limit, periodMs } = LIMITED, clock = new HandClock();
    const limiter = new RateLimiter(tokenBucket({ limit, periodMs, capacity: limit }), { clock });
    return {
      async run(seed) {
        let value = seed, served = 0;
        for (let call = 0; call < operations; call += callers) {
          // By then the bucket is full again.
          const calledMs = clock.nowMs += periodMs;
          const calls = Array.from({ length: callers }, async (_, caller) => {
            await limiter.take();
            value = grantStep(value, caller, clock.nowMs - calledMs);
            served++;
          });
          while (limiter.waiting > 0) {
            // Those who came through go on before the next ones do.
            await undefined;
            clock.ring();
          }
          await Promise.all(calls);
        }
        did(served);
        return value;
      },
    };
  },
};

/** As many decisions as the limit lets through, and one more. */
function allowing({ ruleOf, lets }: MeasuredRule): MicroProgram {
  return ({ operations, did }) => {
    const clock = new HandClock();
    const isPaced = lets === "drops", paceMs = isPaced ? PERIOD_MS : 0;
    const limiter = new RateLimiter(ruleOf(isPaced ? 1 : operations), { clock });
    return {
      // deno-lint-ignore require-await -- A run is a promise, for every program.
      async run(seed) {
        let value = seed;
        clock.nowMs += FORGOTTEN_MS;
        for (let operation = 0; operation < operations; operation++) {
          clock.nowMs += paceMs;
          value = answerStep(value, operation, limiter.tryTake());
        }
        did(operations);
        // What was let through was counted: there is no room left.
        return answerStep(value, operations, limiter.tryTake());
      },
    };
  };
}

/** Decisions against a limit that is used up, now and then after a time in which it has recovered. */
function denying({ ruleOf }: MeasuredRule): MicroProgram {
  return ({ operations, did }) => {
    const clock = new HandClock(), limiter = new RateLimiter(ruleOf(1), { clock });
    limiter.tryTake();
    return {
      // deno-lint-ignore require-await -- As above.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          if (isOpening(seed, operation)) clock.nowMs += FORGOTTEN_MS;
          value = answerStep(value, operation, limiter.tryTake());
        }
        did(operations);
        return value;
      },
    };
  };
}
