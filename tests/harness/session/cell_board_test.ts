import assert from "node:assert/strict";
import { InvariantError } from "../../../src/invariant.ts";
import { CellBoard } from "../../../src/harness/session/cell_board.ts";
import { exampleFork } from "../../fixtures/example_fork.ts";

const A1 = { benchmark: "a", subject: "one" };
const A2 = { benchmark: "a", subject: "two" };
const B1 = { benchmark: "b", subject: "one" };

const board = () => new CellBoard(["a", "b"], ["one", "two"]);

function filled(forks: number): CellBoard {
  const cells = board();
  for (let pass = 0; pass < forks; pass++) cells.add(A1, exampleFork(pass));
  return cells;
}

Deno.test("CellBoard.cell() is measured when all planned processes are there", () => {
  assert.deepEqual(filled(2).cell(A1, { subject: "one", plannedForks: 2 }), {
    subject: "one",
    status: "measured",
    forks: [exampleFork(0), exampleFork(1)],
  });
});

Deno.test("CellBoard.cell() is measured from six processes on even if more were planned", () => {
  assert.equal(filled(6).cell(A1, { subject: "one", plannedForks: 10 }).status, "measured");
});

Deno.test("CellBoard.cell() is interrupted with fewer processes, and says how many there were", () => {
  assert.deepEqual(filled(5).cell(A1, { subject: "one", plannedForks: 10 }), {
    subject: "one",
    status: "interrupted",
    reason: "the session was interrupted when 5 of 10 processes were measured",
  });
});

Deno.test("CellBoard.lose() voids what a cell had", () => {
  const cells = filled(2);
  cells.lose(A1, { status: "invalid", reason: "gave 1 instead of 2" });
  assert.deepEqual(cells.cell(A1, { subject: "The One", plannedForks: 2 }), {
    subject: "The One",
    status: "invalid",
    reason: "gave 1 instead of 2",
  });
});

Deno.test("CellBoard.lose() takes a subject out of one benchmark and leaves everything else", () => {
  const cells = board();
  cells.lose(A1, { status: "unavailable", reason: "not there" });
  cells.add(B1, exampleFork(0));
  cells.add(A2, exampleFork(0));
  assert.deepEqual(cells.sound("a"), ["two"]);
  assert.deepEqual(cells.sound("b"), ["one", "two"]);
  assert.equal(cells.cell(B1, { subject: "one", plannedForks: 1 }).status, "measured");
  assert.equal(cells.cell(A2, { subject: "two", plannedForks: 1 }).status, "measured");
});

Deno.test("CellBoard.add() refuses a cell that is not of the plan", () => {
  assert.throws(() => board().add({ benchmark: "c", subject: "one" }, exampleFork(0)), InvariantError);
});
