import assert from "node:assert/strict";
import { claimFiguresSchema, claimsOf, claimsPage } from "../../../src/harness/report/claims_page.ts";

const MEASURED = claimFiguresSchema.parse({
  versions: { python: "3.11.7", puffinflow: "2.1.0" },
  figures: {
    "as-called": { runMs: 0.02, workCalls: 0, status: "failed" },
    "as-documented": { runMs: 10.1, bareMs: 10, workCalls: 10 },
    "throughput-as-called": { perSecond: 3_674, workCalls: 0 },
    "throughput-10": { perSecond: 900, workCalls: 50 },
    "throughput-100": { perSecond: 6_000, workCalls: 500 },
    "chain-wait": { runMs: 250, bareMs: 205 },
    "chain-noop": { runMs: 0.142, bareMs: 0.002 },
    "fanout-wait": { runMs: 43, bareMs: 32 },
    "dropped-states": { ran: 6, of: 52, status: "completed" },
    "retries": { attempts: 13_949, allowed: 3 },
    "import": { lazyMs: 70, usedMs: 1_290 },
  },
});

Deno.test("claimsOf() sets beside each claim what was measured and why the two differ", () => {
  const claims = claimsOf(MEASURED);
  assert.equal(claims.length, 9);
  assert.ok(claims.every(({ said, measured, reason }) => said !== "" && /\d/.test(measured) && reason.endsWith(".")));
});

Deno.test("claimsOf() computes the break-even from what the engine adds to a state", () => {
  const [, overhead] = claimsOf(MEASURED);
  assert.match(overhead!.measured, /^7\.00\s?µs for each state of a chain of 20 states/);
  assert.match(overhead!.reason, /5 % where a state takes 140\s?µs, and 1 % where it takes 700\s?µs\.$/);
});

Deno.test("claimsOf() says that runs of an error did no work, and that dropped states are called completed", () => {
  const [error] = claimsOf(MEASURED);
  assert.match(error!.measured, /ends with the status "failed" and has called its work 0 times/);
  const dropped = claimsOf(MEASURED).find(({ said }) => said.includes("resources"));
  assert.equal(dropped?.measured, 'Of 52 states 6 ran, with the status "completed".');
});

Deno.test("claimsPage() names the versions that were measured", () => {
  const page = claimsPage(MEASURED);
  assert.match(page, /^# What was said of PuffinFlow for Python, and what we measure\n/);
  assert.match(page, /Measured with puffinflow 2\.1\.0 on Python 3\.11\.7:/);
  assert.equal(page.match(/^## /gm)?.length, 9);
});
