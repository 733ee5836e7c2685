import assert from "node:assert/strict";
import { debug, type DebugOptions } from "../../../src/harness/cli/debug.ts";
import { fakeIo } from "./fake_io.ts";

const OPTIONS: DebugOptions = {
  suites: ["orchestration"],
  filters: [],
  frameworks: ["control"],
  color: "never",
  ascii: false,
};

Deno.test("debug() prints each task of one benchmark and that the run was right", async () => {
  const io = fakeIo();
  assert.equal(await debug({ ...OPTIONS, filters: ["diamond/noop"] }, io), 0);
  const { stdout } = io.written;
  assert.match(stdout, /^orchestration\/diamond\/noop/);
  for (const task of [0, 1, 2, 3]) assert.match(stdout, new RegExp(`\ntask ${task} `));
  assert.match(stdout, /4 of 4 tasks: right/);
});

Deno.test("debug() prints why a framework takes no part, and goes on", async () => {
  const io = fakeIo();
  assert.equal(await debug({ ...OPTIONS, filters: ["setup-cost/states-1"] }, io), 0);
  assert.match(io.written.stdout, /plain promises: plain code has nothing like it/);
});

Deno.test("debug() refuses more than one benchmark and says how many there are", async () => {
  await assert.rejects(debug({ ...OPTIONS, filters: ["diamond"] }, fakeIo()), {
    name: "UsageError",
    message: "Cannot trace as --debug takes one benchmark: 3 are chosen; name one with --filter",
  });
});
