import assert from "node:assert/strict";
import { agent, type EventsOptions, type RunEvent } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** Ten states in a row, started with a reader, and how far they came. */
function reading(...options: readonly EventsOptions[]) {
  const clock = new SimulatedClock();
  let done = 0;
  let chain = agent("chain").state("s0" as string, () => void done++);
  for (let i = 1; i < 10; i++) chain = chain.state(`s${i}`, { after: [`s${i - 1}`] }, () => void done++);
  const run = chain.start(undefined, { clock }), streams = options.map((one) => run.events(one));
  const settle = async () => {
    await clock.advance(0);
    return done;
  };
  return { run, streams, settle };
}

async function readAll(events: ReadableStream<RunEvent>): Promise<number[]> {
  return (await Array.fromAsync(events)).map(({ id }) => id);
}

const all = Array.from({ length: 22 }, (_, i) => i + 1);

Deno.test("hold starts no further state while a reader is behind, and loses nothing", async () => {
  const { run, streams: [events], settle } = reading({ bufferSize: 3 });
  assert.equal(await settle(), 1);
  assert.equal(await settle(), 1);
  assert.equal(run.status, "running");
  const reader = events!.getReader();
  await reader.read();
  assert.equal(await settle(), 2);
  reader.releaseLock();
  assert.deepEqual(await readAll(events!), all.slice(1));
  assert.equal((await run.result).status, "completed");
});

Deno.test("hold works with the smallest buffer", async () => {
  const { run, streams: [events], settle } = reading({ bufferSize: 1 });
  assert.equal(await settle(), 0);
  assert.deepEqual(await readAll(events!), all);
  assert.equal((await run.result).status, "completed");
});

Deno.test("hold waits for the slowest of several readers", async () => {
  const { run, streams: [slow, fast], settle } = reading({ bufferSize: 2 }, { bufferSize: 2 });
  await settle();
  const fastReader = fast!.getReader(), slowReader = slow!.getReader();
  await fastReader.read();
  await fastReader.read();
  const before = await settle();
  assert.equal(before, await settle());
  await slowReader.read();
  await slowReader.read();
  assert.ok(await settle() > before);
  fastReader.releaseLock();
  slowReader.releaseLock();
  const [slowIds, fastIds] = await Promise.all([readAll(slow!), readAll(fast!)]);
  assert.deepEqual([slowIds, fastIds], [all.slice(2), all.slice(2)]);
  assert.equal((await run.result).status, "completed");
});

Deno.test("a reader who leaves holds nobody any more", async () => {
  const { run, streams: [events], settle } = reading({ bufferSize: 1 });
  await settle();
  await events!.cancel();
  assert.equal(await settle(), 10);
  assert.equal((await run.result).status, "completed");
});

Deno.test("drop-oldest never holds the run, and keeps the newest events", async () => {
  const { run, streams: [events] } = reading({ bufferSize: 4, onFull: "drop-oldest" });
  assert.equal((await run.result).status, "completed");
  assert.deepEqual(await readAll(events!), [19, 20, 21, 22]);
});

Deno.test("a run can be cancelled while it is held for a reader", async () => {
  const { run, streams: [events], settle } = reading({ bufferSize: 2 });
  await settle();
  run.cancel();
  assert.equal((await run.result).status, "cancelled");
  const types = (await Array.fromAsync(events!)).map(({ type }) => type);
  assert.equal(types.at(-1), "run-ended");
});

Deno.test("pause() and a reader that is behind hold a run until both let it go", async () => {
  const { run, streams: [events], settle } = reading({ bufferSize: 3 });
  const before = await settle();
  run.pause();
  const reader = events!.getReader();
  for (let i = 0; i < 3; i++) await reader.read();
  assert.equal(await settle(), before);
  run.resume();
  assert.ok(await settle() > before);
  reader.releaseLock();
  await readAll(events!);
  assert.equal((await run.result).status, "completed");
});

Deno.test("events() refuses a buffer that is none", async () => {
  const run = agent("x").state("a", () => 1).start(undefined);
  for (const bufferSize of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(
      () => run.events({ bufferSize }),
      /'bufferSize' must be a whole number of 1 or more: current value is/,
    );
  }
  await run.result;
});
