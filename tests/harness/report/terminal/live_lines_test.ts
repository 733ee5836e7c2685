import assert from "node:assert/strict";
import fc from "fast-check";
import { LiveLines } from "../../../../src/harness/report/terminal/live_lines.ts";

/** A terminal of endless height that knows the few escape codes that are used: the oracle. */
function screenOf(text: string): string[] {
  const rows = [""];
  // deno-lint-ignore no-control-regex -- these are what a terminal obeys
  for (const [token] of text.matchAll(/\r|\n|\x1b\[2K|\x1b\[1A|[^\r\n\x1b]+/g)) {
    if (token === "\n") rows.push("");
    else if (token === "\x1b[1A") rows.pop();
    else if (token === "\x1b[2K") rows[rows.length - 1] = "";
    else if (token !== "\r") rows[rows.length - 1] += token;
  }
  return rows;
}

Deno.test("LiveLines shows what was kept, and below it what was drawn last", () => {
  const line = fc.stringMatching(/^[a-z]{1,9}$/);
  const step = fc.oneof(
    fc.record({ kind: fc.constant("draw" as const), lines: fc.array(line, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant("keep" as const), line }),
  );
  fc.assert(fc.property(fc.array(step), (steps) => {
    let written = "";
    const live = new LiveLines((text) => written += text);
    const kept: string[] = [];
    let drawn: readonly string[] = [];
    for (const step of steps) {
      if (step.kind === "draw") {
        live.draw(step.lines);
        drawn = step.lines;
      } else {
        live.keep(step.line);
        kept.push(step.line);
        drawn = [];
      }
    }
    assert.deepEqual(screenOf(written), [...kept, ...(drawn.length === 0 ? [""] : drawn)]);
  }));
});
