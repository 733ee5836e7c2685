/**
 * The refusal of a quota.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import type { Scope } from "./owner.ts";
import type { QuotaRule } from "./quota_rule.ts";

/** What a request met with at a quota. */
export interface QuotaFinding {
  /** Level of the account. */
  readonly scope: Scope;
  /** Name of the owner at that level; empty for `global` and for the nameless. */
  readonly owner: string;
  /** Kind of quota. */
  readonly policy: QuotaRule["policy"];
  /** Name of the resource. */
  readonly resource: string;
  /** How much of it was asked for. */
  readonly requested: number;
  /** How much the account has without it. */
  readonly used: number;
  /** The limit. */
  readonly limit: number;
}

/** A request would have taken an account above its quota. Nothing was charged to any account. */
export class QuotaExceededError extends PuffinError {
  /** Name of the class. */
  override readonly name = "QuotaExceededError";
  /** Kind of error, for programs. */
  override readonly code = "quota-exceeded";

  /** Makes the refusal. */
  constructor(
    /** Account, amounts and limit. */
    readonly finding: QuotaFinding,
  ) {
    const { scope, owner, policy, resource, requested, used, limit } = finding;
    const whose = scope === "global" ? "of all" : `of ${scope} "${owner}"`;
    super(
      `Cannot acquire ${requested} ${resource} as the ${policy} quota ${whose} must not be exceeded: ` +
        `${used} of ${limit} are used (raise its 'limit', or ask for less at once)`,
    );
  }
}
