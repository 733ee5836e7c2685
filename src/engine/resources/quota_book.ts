/**
 * Who has how much of what quotas limit. A request is held against all rules and charged to all accounts in
 * one step, before it waits: it is refused at once or not at all, and a refusal charges nothing.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { amountOf, type Amounts, thousandthsOf } from "./amounts.ts";
import { nameAt, pathAt, type ResourceOwner, type Scope } from "./owner.ts";
import { ResourceLimitError } from "./pool_error.ts";
import { QuotaExceededError, type QuotaFinding } from "./quota_error.ts";
import { type CheckedRule, checkRule, type QuotaRule } from "./quota_rule.ts";

/** Options of a book of quotas. */
export interface QuotaBookOptions {
  /** Source of time for the windows of `rate` quotas. @default {systemClock} */
  readonly clock?: Clock;
  /** Most owners with something in their accounts at once, for each rule: 1 or more. @default {10_000} */
  readonly maxOwners?: number;
}

/** What an owner has, by resource, in thousandths. */
type Account = Map<string, number>;

/** Accounts of one rule. */
interface Ledger {
  readonly rule: CheckedRule;
  readonly accounts: Map<string, Account>;
  /** Number of the window that the accounts are of; 0 for rules without windows. */
  window: number;
}

/** One account, and where it is kept. */
interface Entry {
  readonly ledger: Ledger;
  readonly path: string;
  readonly account: Account;
}

/** What was charged for one request. */
export interface QuotaCharge {
  /** Limits that were passed where that is let pass. */
  readonly warnings: readonly QuotaFinding[];
  /**
   * Takes the charge back; to be called once.
   *
   * @param wasMet Whether the request was met. What was met counts in its window even when it is over.
   */
  giveBack(wasMet: boolean): void;
}

/**
 * Quotas, and what is charged to them. One book may serve several pools: what is counted is what an owner
 * has of all of them.
 *
 * @example Two processors for each user, whoever asks
 * ```ts
 * import assert from "node:assert/strict";
 * import { QuotaBook, QuotaExceededError, ResourcePool } from "puffinflow/resources";
 *
 * const quotas = new QuotaBook([{ scope: "user", policy: "hard", limit: { cpu: 2 } }]);
 * const pool = new ResourcePool({ cpu: 8 }, { quotas });
 * using lease = await pool.acquire({ cpu: 2 }, { owner: { user: "ada" } });
 * await assert.rejects(pool.acquire({ cpu: 1 }, { owner: { user: "ada" } }), QuotaExceededError);
 * (await pool.acquire({ cpu: 2 }, { owner: { user: "grace" } })).release();
 * assert.equal(quotas.used("user", { user: "ada" }).cpu, 2);
 * assert.equal(lease.isHeld, true);
 * ```
 */
export class QuotaBook {
  readonly #ledgers: readonly Ledger[];
  readonly #clock: Clock;
  readonly #maxOwners: number;
  #refusals = 0;

  /**
   * Makes a book in which nobody has anything.
   *
   * @param rules The quotas; a request must satisfy all of them.
   * @param options Clock and limit.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(rules: readonly QuotaRule[], options: QuotaBookOptions = {}) {
    const { clock = systemClock, maxOwners = 10_000 } = options;
    if (!(Number.isSafeInteger(maxOwners) && maxOwners >= 1)) {
      throw new RangeError(
        `Cannot make quotas as 'maxOwners' must be a whole number of 1 or more: current value is ${maxOwners}`,
      );
    }
    this.#clock = clock;
    this.#maxOwners = maxOwners;
    this.#ledgers = rules.map((rule) => ({ rule: checkRule(rule), accounts: new Map(), window: 0 }));
  }

  /** How many requests were refused. */
  get refusals(): number {
    return this.#refusals;
  }

  /**
   * Tells what an owner has, as the quotas of one scope count it. Where several of them count a resource, the
   * first one speaks.
   *
   * @param scope Level of the account.
   * @param owner The owner, with all levels from `user` down to the scope.
   * @returns Amounts of the resources that are limited at that scope; what is not used is left out.
   */
  used(scope: Scope, owner: ResourceOwner = {}): Amounts {
    const used: Record<string, number> = {};
    for (const ledger of this.#ledgers) {
      if (ledger.rule.scope !== scope) continue;
      this.#turnPage(ledger);
      for (const [resource, amount] of ledger.accounts.get(pathAt(owner, scope)) ?? []) {
        used[resource] ??= amountOf(amount);
      }
    }
    return Object.freeze(used);
  }

  /**
   * Charges a request to all accounts that it concerns, or to none. Pools do so for each request; whoever
   * hands out something else may do so too.
   *
   * @param amounts What is asked for; not to be changed afterwards.
   * @param owner In whose name.
   * @returns What was charged; or why not: a quota refuses, or a rule has `maxOwners` accounts already.
   */
  charge(amounts: Amounts, owner: ResourceOwner): QuotaCharge | QuotaExceededError | ResourceLimitError {
    const entries: Entry[] = [], warnings: QuotaFinding[] = [];
    for (const ledger of this.#ledgers) {
      const { scope, of } = ledger.rule;
      if (of !== undefined && of !== nameAt(owner, scope)) continue;
      this.#turnPage(ledger);
      const path = pathAt(owner, scope), account: Account = ledger.accounts.get(path) ?? new Map();
      const refusal = this.#refusalOf({ amounts, owner, account, rule: ledger.rule }, warnings);
      if (refusal !== null) return refusal;
      if (account.size === 0 && ledger.accounts.size >= this.#maxOwners) {
        return new ResourceLimitError(`quota of ${scope}`, "maxOwners", this.#maxOwners);
      }
      entries.push({ ledger, path, account });
    }
    for (const entry of entries) add(entry, amounts, 1);
    return { warnings, giveBack: (wasMet) => giveBack(entries, amounts, wasMet) };
  }

  /** Holds a request against the limits of one account. */
  #refusalOf(request: Request, warnings: QuotaFinding[]): QuotaExceededError | null {
    const { amounts, owner, account, rule: { scope, policy, limits } } = request;
    for (const { resource, limit, ceiling } of limits) {
      const requested = amounts[resource] ?? 0, used = account.get(resource) ?? 0;
      const sum = used + thousandthsOf(requested, { action: "charge a quota", resource });
      if (requested === 0 || sum <= limit) continue;
      const finding = {
        scope,
        owner: nameAt(owner, scope),
        policy,
        resource,
        requested,
        used: amountOf(used),
        limit: amountOf(limit),
      };
      if (sum <= ceiling) warnings.push(finding);
      else {
        this.#refusals++;
        return new QuotaExceededError(finding);
      }
    }
    return null;
  }

  /** Empties the accounts of a window that is over. */
  #turnPage(ledger: Ledger): void {
    const { windowMs } = ledger.rule;
    if (windowMs === Infinity) return;
    const window = Math.floor(this.#clock.now() / windowMs);
    if (window === ledger.window) return;
    ledger.window = window;
    ledger.accounts.clear();
  }
}

/** A request before one account. */
interface Request {
  readonly amounts: Amounts;
  readonly owner: ResourceOwner;
  readonly account: Account;
  readonly rule: CheckedRule;
}

function giveBack(entries: readonly Entry[], amounts: Amounts, wasMet: boolean): void {
  for (const entry of entries) {
    const { ledger, path, account } = entry;
    // Of a window that is over, nothing is left to be taken back from.
    const isOpen = ledger.accounts.get(path) === account;
    if (isOpen && !(wasMet && ledger.rule.policy === "rate")) add(entry, amounts, -1);
  }
}

/** Adds what a rule limits to an account; what comes to nothing is dropped. */
function add({ ledger, path, account }: Entry, amounts: Amounts, sign: 1 | -1): void {
  for (const { resource } of ledger.rule.limits) {
    const change = thousandthsOf(amounts[resource] ?? 0, { action: "charge a quota", resource });
    const sum = (account.get(resource) ?? 0) + sign * change;
    if (sum === 0) account.delete(resource);
    else account.set(resource, sum);
  }
  if (account.size === 0) ledger.accounts.delete(path);
  else ledger.accounts.set(path, account);
}
