import assert from "node:assert/strict";
import { exitCodeOf } from "../../../src/harness/cli/exit_code.ts";
import type { Cell } from "../../../src/harness/session/result.ts";
import { sessionResult } from "../../golden/session_result.ts";

const { session, benchmarks: [benchmark] } = sessionResult();
const MEASURED = benchmark!.cells[0]!;
const without = (status: "invalid" | "unavailable" | "unsupported"): Cell => ({ subject: "x", status, reason: "why" });
const FAILED: Cell = { subject: "x", status: "failed", code: "exit", reason: "why" };

Deno.test("exitCodeOf() tells broken, nothing measured and interrupted apart from success", () => {
  const table: [cells: Cell[], status: "completed" | "interrupted", exitCode: number][] = [
    [[MEASURED], "completed", 0],
    [[MEASURED, without("unavailable"), without("unsupported")], "completed", 0],
    [[MEASURED, FAILED], "completed", 4],
    [[MEASURED, without("invalid")], "completed", 4],
    [[without("unavailable")], "completed", 4],
    [[], "completed", 4],
    [[MEASURED, FAILED], "interrupted", 130],
  ];
  for (const [cells, status, exitCode] of table) {
    const result = { session: { ...session, status }, benchmarks: [{ ...benchmark!, cells }] };
    assert.equal(exitCodeOf(result), exitCode, `${status}: ${cells.map((cell) => cell.status)}`);
  }
});
