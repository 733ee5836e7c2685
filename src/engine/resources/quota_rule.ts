/**
 * Ceilings on what one owner may have of the pools: the rules as they are written, and their check. What
 * owners have is counted in `quota_book.ts`.
 * @module
 */
import { type Amounts, thousandthsOf } from "./amounts.ts";
import type { Scope } from "./owner.ts";

/** What all quotas have. */
export interface QuotaBase {
  /** Level at which usage is counted: each owner at that level has an account of its own. */
  readonly scope: Scope;
  /** Name of the one owner at that level whom the rule is for; not for `global`. @default {undefined} each of them */
  readonly of?: string;
  /** Ceiling of each resource; what is not named has none. */
  readonly limit: Amounts;
}

/** Whoever would go above the limit is refused. Counted is what is held or waited for. */
export interface HardQuota extends QuotaBase {
  /** Kind of quota. */
  readonly policy: "hard";
}

/** Whoever goes above the limit is warned about, and gets it. Counted is what is held or waited for. */
export interface SoftQuota extends QuotaBase {
  /** Kind of quota. */
  readonly policy: "soft";
}

/** Above the limit is warned about, above `burstRatio` times the limit is refused. Counted is what is held or waited for. */
export interface BurstQuota extends QuotaBase {
  /** Kind of quota. */
  readonly policy: "burst";
  /** How many times the limit is let pass, 1 or more. @default {1.5} */
  readonly burstRatio?: number;
}

/** Whoever would take more than the limit in a window of time is refused, given back or not. */
export interface RateQuota extends QuotaBase {
  /** Kind of quota. */
  readonly policy: "rate";
  /** Length of a window in milliseconds, above 0; windows begin at multiples of it on the clock. @default {60_000} */
  readonly windowMs?: number;
}

/** A ceiling on what one owner may have. */
export type QuotaRule = HardQuota | SoftQuota | BurstQuota | RateQuota;

/** A rule as it is applied: amounts in thousandths. */
export interface CheckedRule {
  readonly scope: Scope;
  readonly of: string | undefined;
  readonly policy: QuotaRule["policy"];
  /** Length of a window; `Infinity` where amounts are counted for as long as they are held. */
  readonly windowMs: number;
  readonly limits: readonly ResourceLimit[];
}

/** Limits of one resource. */
export interface ResourceLimit {
  readonly resource: string;
  /** Above it there is a warning or a refusal. */
  readonly limit: number;
  /** Above it there is a refusal. */
  readonly ceiling: number;
}

/**
 * Checks a rule.
 *
 * @param rule The rule.
 * @throws {RangeError} If one of its numbers is out of its bounds, or it names nobody's or everybody's owner.
 */
export function checkRule(rule: QuotaRule): CheckedRule {
  const { scope, of, policy, limit } = rule;
  if (scope === "global" && of !== undefined) {
    throw new RangeError(
      `Cannot make a quota as 'of' must not be given with the scope "global": current value is ${of}`,
    );
  }
  const windowMs = rule.policy === "rate" ? rule.windowMs ?? 60_000 : Infinity;
  if (rule.policy === "rate" && !(windowMs > 0 && windowMs < Infinity)) {
    throw new RangeError(`Cannot make a quota as 'windowMs' must be above 0 and finite: current value is ${windowMs}`);
  }
  const ratio = ceilingRatioOf(rule);
  const limits = Object.entries(limit).filter(([, amount]) => amount !== undefined).map(([resource, amount]) => {
    const thousandths = thousandthsOf(amount!, { action: "make a quota", resource });
    return { resource, limit: thousandths, ceiling: thousandths * ratio };
  });
  return { scope, of, policy, windowMs, limits };
}

function ceilingRatioOf(rule: QuotaRule): number {
  if (rule.policy === "soft") return Infinity;
  if (rule.policy !== "burst") return 1;
  const { burstRatio = 1.5 } = rule;
  if (burstRatio >= 1 && burstRatio < Infinity) return burstRatio;
  throw new RangeError(
    `Cannot make a quota as 'burstRatio' must be 1 or more and finite: current value is ${burstRatio}`,
  );
}
