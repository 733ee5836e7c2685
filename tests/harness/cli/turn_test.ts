import assert from "node:assert/strict";
import { takeTurn, type TurnMeans, whenBusyOf } from "../../../src/harness/cli/turn.ts";
import { BusyError, UsageError } from "../../../src/harness/cli/usage_error.ts";
import type { MachineLock, TakenByOther } from "../../../src/harness/session/machine_lock.ts";
import { fakeIo } from "./fake_io.ts";

const BUSY: TakenByOther = {
  kind: "busy",
  holder: { pid: 7, since: "2026-01-02T03:04:05.000Z", command: "run orchestration" },
};
const ARGV = ["gate"];

/** Gives these answers, one a try. */
function answering(...answers: readonly (MachineLock | TakenByOther)[]) {
  const paths: string[] = [], rest = [...answers];
  const means: TurnMeans = {
    take: (path) => {
      paths.push(path);
      return rest.shift() ?? assert.fail("tried too often");
    },
    pause: () => Promise.resolve(),
  };
  return { means, paths };
}

const lock = (): MachineLock => ({ kind: "taken", [Symbol.dispose]: () => {} });

Deno.test("takeTurn() refuses while another session measures, says who it is, and ends with 5", async () => {
  const { means } = answering(BUSY);
  await assert.rejects(takeTurn({ io: fakeIo(), argv: ARGV, whenBusy: "refuse" }, means), (error: Error) => {
    assert.ok(error instanceof BusyError);
    assert.equal(error.exitCode, 5);
    assert.match(error.message, /process 7 has been at "puffinbench run orchestration" since 2026-01-02T03:04:05/);
    assert.match(error.message, /--wait/);
    return true;
  });
});

Deno.test("takeTurn() waits for its turn if it is told to, and says whose end it waits for", async () => {
  const mine = lock(), io = fakeIo();
  const { means, paths } = answering(BUSY, BUSY, { kind: "busy", holder: null }, mine);
  assert.equal(await takeTurn({ io, argv: ARGV, whenBusy: "wait" }, means), mine);
  assert.equal(paths.length, 4);
  assert.match(io.written.stderr, /waiting for the end of another session: process 7/);
});

Deno.test("takeTurn() gives up waiting at Ctrl-C", async () => {
  const io = fakeIo();
  const { means } = answering(BUSY, BUSY);
  const pause = () => Promise.resolve(io.interrupt());
  assert.equal(await takeTurn({ io, argv: ARGV, whenBusy: "wait" }, { ...means, pause }), null);
});

Deno.test("takeTurn() uses the file that PUFFIN_LOCK names, and none if that is off", async () => {
  const { means, paths } = answering(lock());
  await takeTurn({ io: fakeIo({ env: { PUFFIN_LOCK: "/a/lock" } }), argv: ARGV, whenBusy: "refuse" }, means);
  assert.deepEqual(paths, ["/a/lock"]);
  const off = await takeTurn({ io: fakeIo({ env: { PUFFIN_LOCK: "off" } }), argv: ARGV, whenBusy: "refuse" }, means);
  off?.[Symbol.dispose]();
  assert.equal(paths.length, 1);
});

Deno.test("takeTurn() names the file that it cannot use", async () => {
  const io = fakeIo({ env: { PUFFIN_LOCK: "/no/such/directory/lock" } });
  await assert.rejects(
    takeTurn({ io, argv: ARGV, whenBusy: "refuse" }),
    (error) => error instanceof UsageError && error.exitCode === 2 && /\/no\/such\/directory\/lock/.test(error.message),
  );
});

Deno.test("whenBusyOf() refuses unless --wait is given", () => {
  assert.deepEqual([whenBusyOf({}), whenBusyOf({ wait: true })], ["refuse", "wait"]);
});
