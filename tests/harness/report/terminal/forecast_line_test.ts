import assert from "node:assert/strict";
import { drawForecast } from "../../../../src/harness/report/terminal/forecast_line.ts";

const FACE = { width: 80, color: "off", charset: "unicode" } as const;

Deno.test("drawForecast() sets what a session took beside what was expected after its first pass", () => {
  const drawn = (expectedMs: number, tookMs: number) => drawForecast({ afterMs: 1, expectedMs, tookMs }, FACE)[0];
  assert.equal(drawn(60_000, 63_000), "Time     took 01:03; after the first pass 01:00 were expected (5% longer)");
  assert.equal(drawn(60_000, 57_000), "Time     took 00:57; after the first pass 01:00 were expected (5% shorter)");
  assert.equal(drawn(60_000, 60_100), "Time     took 01:00; after the first pass 01:00 were expected (as expected)");
});
