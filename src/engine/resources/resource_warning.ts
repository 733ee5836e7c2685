/**
 * What a pool has doubts about, as data: it prints nothing.
 * @module
 */
import type { Amounts } from "./amounts.ts";
import type { ResourceOwner } from "./owner.ts";
import type { QuotaFinding } from "./quota_error.ts";

/** A lease as it is at one moment, for whoever looks from outside: it cannot give anything back. */
export interface LeaseReport {
  /** Name of the pool. */
  readonly pool: string;
  /** Name of the node. */
  readonly node: string;
  /** What is held. */
  readonly amounts: Amounts;
  /** In whose name. */
  readonly owner: ResourceOwner;
  /** How important it is. */
  readonly priority: number;
  /** For how long, in milliseconds. */
  readonly heldMs: number;
  /** Where it was acquired; only with the diagnostics `full`. */
  readonly stack: string | undefined;
}

/** A quota was exceeded where that is let pass. */
export interface QuotaWarning {
  /** Kind of warning. */
  readonly kind: "quota-exceeded";
  /** Account, amounts and limit. */
  readonly finding: QuotaFinding;
}

/** A lease has been held for `heldTooLongMs`; told once for each lease. It may be in order: work may be long. */
export interface HeldTooLongWarning {
  /** Kind of warning. */
  readonly kind: "held-too-long";
  /** The lease. */
  readonly lease: LeaseReport;
}

/** A lease was left behind: nobody will release it. */
export interface LeakWarning {
  /** Kind of warning. */
  readonly kind: "leaked";
  /** How it showed: its run has ended, or the lease was lost to the garbage collector and taken back. */
  readonly sign: "run-ended" | "collected";
  /** The lease. */
  readonly lease: LeaseReport;
}

/** What a pool has doubts about. */
export type ResourceWarning = QuotaWarning | HeldTooLongWarning | LeakWarning;
