/**
 * What a pool says of itself: reports of leases, and warnings about them.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import type { Claim } from "./claim.ts";
import type { Inventory } from "./inventory.ts";
import type { LeakWarning, LeaseReport, ResourceWarning } from "./resource_warning.ts";

/** What reports are made of. */
export interface ReportSources {
  /** Name of the pool. */
  readonly pool: string;
  readonly inventory: Inventory;
  readonly clock: Clock;
  /** Is told of doubts. */
  readonly onWarning: ((warning: ResourceWarning) => void) | undefined;
}

/** The reports of one pool. */
export class PoolReports {
  readonly #sources: ReportSources;

  /**
   * Makes them.
   *
   * @param sources What they are made of.
   */
  constructor(sources: ReportSources) {
    this.#sources = sources;
  }

  /**
   * Reports a lease.
   *
   * @param claim A claim that is held.
   */
  of(claim: Claim): LeaseReport {
    const { pool, inventory, clock } = this.#sources;
    return Object.freeze({
      pool,
      node: inventory.nodeNames[claim.node]!,
      amounts: inventory.amountsOf(claim.need),
      owner: claim.owner,
      priority: claim.priority,
      heldMs: clock.now() - claim.acquiredAtMs,
      stack: claim.stack,
    });
  }

  /**
   * Warns of a lease that is held too long.
   *
   * @param claim A claim that is held.
   */
  warnOfLength(claim: Claim): void {
    this.#sources.onWarning?.({ kind: "held-too-long", lease: this.of(claim) });
  }

  /**
   * Warns of a lease that was left behind.
   *
   * @param lease The lease, as it was found.
   * @param sign How it showed.
   */
  warnOfLeak(lease: LeaseReport, sign: LeakWarning["sign"]): void {
    this.#sources.onWarning?.({ kind: "leaked", sign, lease });
  }

  /**
   * Warns of quotas that were exceeded where that is let pass.
   *
   * @param claim A claim that was charged for.
   */
  warnOfQuotas({ charge }: Claim): void {
    if (charge === null) return;
    for (const finding of charge.warnings) this.#sources.onWarning?.({ kind: "quota-exceeded", finding });
  }
}
