/**
 * What is to be told, and the check of it. What a rule finds is `detectors.ts`'s.
 * @module
 */
import { duration } from "../../reliability/number_check.ts";
import type { Severity } from "./alert_notice.ts";

/** Most evaluations that one window of a rate holds. */
const MAX_WINDOW = 1_000;

/** What all rules have. */
export interface AlertRuleBase {
  /** Its name; no two rules have the same. */
  readonly name: string;
  /** The metric that it watches, by the name it was made with; of a histogram the number of observations counts. */
  readonly metric: string;
  /** Labels that a series must have to be counted. @default {{}} all series are */
  readonly where?: Readonly<Record<string, string | number>>;
  /** Labels that tell alerts apart: series that agree in them are added up. @default {[]} all series together */
  readonly by?: readonly string[];
  /** How long it must have been so before it fires, in milliseconds, 0 or more. @default {0} */
  readonly forMs?: number;
  /** How bad it is. @default {"warning"} */
  readonly severity?: Severity;
  /** What happened, for the reader of the notice. @default {undefined} a sentence with the numbers */
  readonly summary?: string;
  /** Time between two notices of one alert in milliseconds, above 0; `Infinity` for one only. @default {14_400_000} 4 h */
  readonly repeatMs?: number;
  /**
   * What makes alerts one: those with the same key are told once, by the one that fired first, until none of them
   * fires. @default {undefined} each rule and each set of labels has its own
   */
  readonly dedupeKey?: string;
}

/** The value is on the wrong side of a limit. */
export interface ThresholdRule extends AlertRuleBase {
  /** What kind of rule it is. */
  readonly kind: "threshold";
  /** Which side is the wrong one. */
  readonly is: "above" | "below";
  /** The limit. */
  readonly limit: number;
}

/** The value grows too fast, or too slowly. */
export interface RateRule extends AlertRuleBase {
  /** What kind of rule it is. */
  readonly kind: "rate";
  /** Which side is the wrong one. */
  readonly is: "above" | "below";
  /** The limit, per second. */
  readonly limit: number;
  /**
   * Over which time the growth is measured, in milliseconds: one to a thousand intervals between evaluations.
   * `below` is not judged before so much time has passed.
   */
  readonly overMs: number;
}

/** Nothing is recorded: there is no such series, or it says the same as at the evaluation before. */
export interface AbsenceRule extends AlertRuleBase {
  /** What kind of rule it is. */
  readonly kind: "absence";
}

/** A rule. */
export type AlertRule = ThresholdRule | RateRule | AbsenceRule;

/**
 * Checks rules.
 *
 * @param rules What a caller configured.
 * @param intervalMs Time between two evaluations.
 * @throws {TypeError} If two have the same name.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function checkRules(rules: readonly AlertRule[], intervalMs: number): void {
  const names = new Set<string>();
  for (const rule of rules) {
    if (names.has(rule.name)) {
      throw new TypeError(`Cannot watch metrics as names of rules must differ: "${rule.name}" is there twice`);
    }
    names.add(rule.name);
    checkNumbers(rule, intervalMs);
  }
}

function checkNumbers(rule: AlertRule, intervalMs: number): void {
  const { name, forMs = 0, repeatMs = Infinity } = rule, action = `watch metrics by rule "${name}"`;
  if (!(forMs >= 0 && forMs < Infinity)) {
    throw new RangeError(`Cannot ${action} as 'forMs' must be 0 or more and finite: current value is ${forMs}`);
  }
  if (repeatMs !== Infinity) duration(repeatMs, { action, option: "repeatMs" });
  if (rule.kind === "absence") return;
  if (!Number.isFinite(rule.limit)) {
    throw new RangeError(`Cannot ${action} as 'limit' must be a finite number: current value is ${rule.limit}`);
  }
  if (rule.kind === "threshold") return;
  if (!(rule.overMs >= intervalMs && rule.overMs <= MAX_WINDOW * intervalMs)) {
    throw new RangeError(
      `Cannot ${action} as 'overMs' must be 1 to ${MAX_WINDOW} times 'intervalMs' (${intervalMs}): ` +
        `current value is ${rule.overMs}`,
    );
  }
}
