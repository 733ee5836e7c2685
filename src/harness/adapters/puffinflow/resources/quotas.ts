/**
 * Programs that hold a request against quotas at five levels at once: those that let it pass, and one that does not.
 * @module
 */
import { QuotaBook, type QuotaCharge, type QuotaRule } from "puffinflow/resources";
import { answerStep, isOpening } from "../../../workload/micro/openings.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { MicroPrograms } from "../../micro_program.ts";

/** Levels, from the outermost. */
const SCOPES = ["global", "user", "workflow", "agent", "state"] as const;

const OWNER = { user: "ada", workflow: "reports", agent: "digest", state: "words" } as const;
const REQUEST = { cpu: 1 } as const;

/** Programs by scenario. */
export const quotas: MicroPrograms = {
  "quota-allow"({ operations, did }) {
    const book = new QuotaBook(rulesOf(() => operations));
    const charges: QuotaCharge[] = [];
    const foldUsage = (value: number, scope: typeof SCOPES[number]) => {
      return nextStep(value, book.used(scope, OWNER).cpu ?? 0);
    };
    return {
      // deno-lint-ignore require-await -- A run is a promise, for every program.
      async run(seed) {
        let value = seed;
        for (let operation = 0; operation < operations; operation++) {
          const charge = book.charge(REQUEST, OWNER);
          value = answerStep(value, operation, !(charge instanceof Error));
          if (!(charge instanceof Error)) charges.push(charge);
        }
        value = answerStep(value, operations, !(book.charge(REQUEST, OWNER) instanceof Error));
        value = SCOPES.reduce(foldUsage, value);
        did(charges.length);
        for (const charge of charges.splice(0)) charge.giveBack(true);
        return SCOPES.reduce(foldUsage, value);
      },
    };
  },

  "quota-deny"({ operations, did }) {
    // Only the innermost level has no room, so that all of them are looked at.
    const book = new QuotaBook(rulesOf((scope) => scope === "state" ? 1 : operations));
    let last = chargeOf(book);
    return {
      // deno-lint-ignore require-await -- As above.
      async run(seed) {
        const before = book.refusals;
        let value = seed, granted = 0;
        for (let operation = 0; operation < operations; operation++) {
          if (isOpening(seed, operation)) last.giveBack(true);
          const charge = book.charge(REQUEST, OWNER), isGranted = !(charge instanceof Error);
          value = answerStep(value, operation, isGranted);
          if (!isGranted) continue;
          last = charge;
          granted++;
        }
        did(book.refusals - before + granted);
        return value;
      },
    };
  },
};

function rulesOf(limitOf: (scope: typeof SCOPES[number]) => number): readonly QuotaRule[] {
  return SCOPES.map((scope) => ({ scope, policy: "hard", limit: { cpu: limitOf(scope) } }));
}

function chargeOf(book: QuotaBook): QuotaCharge {
  const charge = book.charge(REQUEST, OWNER);
  if (charge instanceof Error) throw charge;
  return charge;
}
