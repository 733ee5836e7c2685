/**
 * What was once claimed of PuffinFlow for Python, beside what its package does here: the claims as data, and the page
 * that sets them side by side. The figures come from `../python/worker/puffin_claims.py`.
 * @module
 */
import * as z from "zod";
import { plainText } from "./number_text.ts";

const milliseconds = z.number().nonnegative();
const beside = z.object({ runMs: milliseconds, bareMs: milliseconds });
const throughput = z.object({ perSecond: z.number().nonnegative(), workCalls: z.int() });

/** What the program of the claims prints. */
export const claimFiguresSchema = z.object({
  versions: z.record(z.string(), z.string()),
  figures: z.object({
    "as-called": z.object({ runMs: milliseconds, workCalls: z.int(), status: z.string() }),
    "as-documented": beside.extend({ workCalls: z.int() }),
    "throughput-as-called": throughput,
    "throughput-10": throughput,
    "throughput-100": throughput,
    "chain-wait": beside,
    "chain-noop": beside,
    "fanout-wait": beside,
    "dropped-states": z.object({ ran: z.int(), of: z.int(), status: z.string() }),
    "retries": z.object({ attempts: z.int(), allowed: z.int() }),
    "import": z.object({ lazyMs: milliseconds, usedMs: milliseconds }),
  }),
});

/** Figures of all claims, with the versions that they were measured in. */
export type ClaimFigures = z.infer<typeof claimFiguresSchema>;

/** One claim. */
export interface Claim {
  /** What was said, with where it was said. */
  readonly said: string;
  /** What is measured here. */
  readonly measured: string;
  /** Why the two differ, or that they do not. */
  readonly reason: string;
}

/** States of the deep chain. */
const CHAIN = 20;
/** What a state of the waiting graphs waits, in milliseconds. */
const WAIT_MS = 10;

/**
 * Sets the claims beside the figures.
 *
 * @param measured What was measured.
 * @returns The claims, the gravest first.
 */
export function claimsOf({ figures: of }: ClaimFigures): Claim[] {
  const called = of["as-called"], documented = of["as-documented"], chain = of["chain-wait"], hop = of["chain-noop"];
  return [
    {
      said: "Every task of the comparison takes less than 0.1 ms.",
      measured: `Called as the comparison called it, a run takes ${ms(called.runMs)}, ends with the status ` +
        `"${called.status}" and has called its work ${called.workCalls} times. Called as documented, a state with ` +
        `${ms(documented.bareMs)} of work takes ${ms(documented.runMs)}.`,
      reason: "The comparison gave its input where the time limit stands. That fails at once, and a run that fails " +
        "raises nothing: what was measured is an error.",
    },
    {
      said: "Its overhead is below 1 %.",
      measured: `${ms((hop.runMs - hop.bareMs) / CHAIN)} for each state of a chain of ${CHAIN} states without work, ` +
        "construction of the agent included.",
      reason: "The percentage was that of the same error. A share says nothing without the work beside it: by this " +
        `figure it is 5 % where a state takes ${ms(20 * (hop.runMs - hop.bareMs) / CHAIN)}, and 1 % where it takes ` +
        `${ms(100 * (hop.runMs - hop.bareMs) / CHAIN)}.`,
    },
    {
      said: "3,855 tasks a second at low load, 1,149 at high load.",
      measured: `Called as the comparison called it: ${perSecond(of["throughput-as-called"].perSecond)} with ` +
        `${of["throughput-as-called"].workCalls} calls of the work. With states that wait ${WAIT_MS} ms: ` +
        `${perSecond(of["throughput-10"].perSecond)} with 10 in flight, of ${perSecond(10e3 / WAIT_MS)} that are ` +
        `possible, and ${perSecond(of["throughput-100"].perSecond)} with 100, of ${perSecond(100e3 / WAIT_MS)}.`,
      reason: "The same error: these were failures per second.",
    },
    {
      said: `A deep chain of ${CHAIN} states takes 11.2 ms.`,
      measured: `${ms(chain.runMs)} with waits of ${WAIT_MS} ms, beside ${ms(chain.bareMs)} in plain Python.`,
      reason: `${CHAIN} waits of ${WAIT_MS} ms one after the other take ${CHAIN * WAIT_MS} ms at least. The original ` +
        "let all of them wait at once: the guard of its own waiting tested the wrong condition, in a run() that it " +
        "had put in the place of the engine's.",
    },
    {
      said: "A parallelization efficiency of 1897 %.",
      measured: `${ms(CHAIN * WAIT_MS)} of waits take ${ms(chain.runMs)}: a speedup of ` +
        `${(CHAIN * WAIT_MS / chain.runMs).toFixed(2)}.`,
      reason: "A speedup of 18.97 written as a percentage, of a chain that was none. A chain cannot be sped up.",
    },
    {
      said: "A fan-out from 1 to 50 takes 51.7 ms.",
      measured: `${ms(of["fanout-wait"].runMs)} with waits of ${WAIT_MS} ms, beside ${ms(of["fanout-wait"].bareMs)} ` +
        "in plain Python.",
      reason:
        "The original's time was its own sleep of 50 ms, without the engine. Branches wait together only if they " +
        "are sent; states that depend on another one run one at a time.",
    },
    {
      said: "States that name resources are scheduled (a resource utilization of 31.6 %).",
      measured: `Of ${of["dropped-states"].of} states ${of["dropped-states"].ran} ran, with the status ` +
        `"${of["dropped-states"].status}".`,
      reason: "States beyond the number that may run at once are dropped, and so is what depends on them. A session " +
        "of this tool calls such a run invalid.",
    },
    {
      said: "98.3 % of failures are recovered from.",
      measured: `A state that always fails, with ${of.retries.allowed - 1} retries allowed, was tried ` +
        `${of.retries.attempts} times in half a second, until the time limit ended it.`,
      reason:
        "The rate was 59 of 60 draws of the test's own dice, in a loop of its own. In the package failed attempts are " +
        "not counted, so a retry has no end but the time limit.",
    },
    {
      said: "It is imported in 1 ms (its benchmark page of version 2.1.0).",
      measured: `${ms(of.import.lazyMs)} for the import, ${ms(of.import.usedMs)} with the names that a program uses.`,
      reason: "The import loads nothing until a name is used, and other frameworks were timed with their names.",
    },
  ];
}

/**
 * Writes the page.
 *
 * @param measured What was measured.
 * @returns Markdown.
 */
export function claimsPage(measured: ClaimFigures): string {
  const { puffinflow = "unknown", python = "unknown" } = measured.versions;
  return [
    "# What was said of PuffinFlow for Python, and what we measure",
    "",
    `Measured with puffinflow ${puffinflow} on Python ${python}: medians of a handful of runs on this machine as it ` +
    "was, so read their order of magnitude. What was said is from the suite's first description and its results.",
    ...claimsOf(measured).flatMap(({ said, measured: found, reason }, index) => [
      "",
      `## ${index + 1}. ${said}`,
      "",
      `**We measure:** ${found}`,
      "",
      `**Why:** ${reason}`,
    ]),
    "",
  ].join("\n");
}

function ms(value: number): string {
  return plainText(value * 1e6, "ns", 3);
}

function perSecond(value: number): string {
  return plainText(value, "per-second", 3);
}
