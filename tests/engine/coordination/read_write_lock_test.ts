import assert from "node:assert/strict";
import fc from "fast-check";
import { DisposedError, ReadWriteLock } from "../../../src/engine/coordination/mod.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { playScript, stepsFor } from "./line_model.ts";
import { observed } from "./observed.ts";

/** More than any script has readers. */
const ALL = 1_000;

Deno.test("ReadWriteLock gives turns as a plain reference does, where a writer takes all units and a reader one", async () => {
  await fc.assert(
    fc.asyncProperty(stepsFor([1, 1, 1, ALL]), async (steps) => {
      await playScript(steps, ALL, (clock) => {
        const lock = new ReadWriteLock({ clock });
        return {
          acquire: (units, options) => units === ALL ? lock.acquireWrite(options) : lock.acquireRead(options),
          tryAcquire: (units) => units === ALL ? lock.tryAcquireWrite() : lock.tryAcquireRead(),
          get waiting() {
            return lock.waiting;
          },
        };
      });
    }),
    { numRuns: 150 },
  );
});

Deno.test("ReadWriteLock keeps writers alone among 1,000 tasks, and lets readers meet", async () => {
  const clock = new SimulatedClock(), random = randomFromSeed(3);
  const lock = new ReadWriteLock({ clock });
  let readers = 0, writers = 0, mostReaders = 0;
  const pause = () => new Promise<void>((resolve) => clock.after(random.below(4), resolve));
  async function read(): Promise<void> {
    mostReaders = Math.max(mostReaders, ++readers);
    assert.equal(writers, 0);
    await pause();
    readers--;
    if (random.below(10) === 0) throw new Error("failed inside");
  }
  async function write(): Promise<void> {
    assert.equal(++writers, 1);
    assert.equal(readers, 0);
    await pause();
    writers--;
  }
  const tasks = Array.from({ length: 1_000 }, () => random.below(5) === 0 ? lock.write(write) : lock.read(read));
  const ended = Promise.allSettled(tasks);
  await clock.runAll();
  await ended;
  assert(mostReaders > 1);
  assert.equal(lock.readers, 0);
  assert.equal(lock.isWriting, false);
});

Deno.test("ReadWriteLock lets readers wait behind a writer, and lets them in when it gives up", async () => {
  const lock = new ReadWriteLock(), controller = new AbortController();
  const reading = await lock.acquireRead();
  const writing = observed(lock.acquireWrite({ signal: controller.signal }));
  const second = observed(lock.acquireRead());
  assert.equal(lock.tryAcquireRead(), null);
  assert.equal(lock.readers, 1);
  await Promise.resolve();
  assert.equal(second.state, "waiting");
  controller.abort("enough");
  await Promise.resolve();
  assert.equal(writing.error, "enough");
  assert.equal(second.state, "fulfilled");
  assert.equal(lock.readers, 2);
  reading.release();
  second.value!.release();
  const permit = lock.tryAcquireWrite();
  assert.equal(lock.isWriting, true);
  assert.equal(lock.readers, 0);
  permit!.release();
});

Deno.test("ReadWriteLock[Symbol.dispose]() turns away who waits and who comes, and lets readers leave", async () => {
  const lock = new ReadWriteLock();
  using _reading = lock.tryAcquireRead();
  const writing = assert.rejects(lock.acquireWrite(), DisposedError);
  lock[Symbol.dispose]();
  await writing;
  await assert.rejects(lock.acquireRead(), DisposedError);
  assert.throws(() => lock.tryAcquireWrite(), DisposedError);
});
