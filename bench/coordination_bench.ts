/**
 * What coordination costs where nobody is in the way, and where a hundred tasks are: locks, semaphores and
 * the decisions of rate limiters. Each iteration is a thousand passes, so microseconds read as nanoseconds a
 * pass, and counts them as a proof of its work. Bare `deno bench` runs it without a flag or permission.
 * @module
 */
import { Mutex as AsyncMutex, Semaphore as AsyncMutexSemaphore } from "async-mutex";
import { Sema } from "async-sema";
import {
  allOf,
  fixedWindow,
  gcra,
  leakyBucket,
  Mutex,
  RateLimiter,
  type RateRule,
  Semaphore,
  slidingCounter,
  slidingLog,
  tokenBucket,
} from "puffinflow/coordination";

/** Passes of an iteration. */
const PASSES = 1_000;

/** Goes in and comes out again so many times, and counts. */
type Arm = (passes: number) => Promise<number> | number;

/** Registers ways to do the same; the first is the baseline. */
function compare(group: string, arms: Readonly<Record<string, Arm>>): void {
  Object.entries(arms).forEach(([name, arm], i) => {
    Deno.bench({
      name: `${group}: ${name}`,
      group,
      baseline: i === 0,
      async fn() {
        const count = await arm(PASSES);
        if (count !== PASSES) throw new Error(`${group} of ${name} counted ${count} instead of ${PASSES}`);
      },
    });
  });
}

/** Lets a hundred tasks share the passes, all of them at once. */
function crowded(pass: () => Promise<number>): Arm {
  return async (passes) => {
    let count = 0;
    for (let round = 0; round < passes; round += 100) {
      const done = await Promise.all(Array.from({ length: 100 }, pass));
      count += done.reduce((sum, one) => sum + one, 0);
    }
    return count;
  };
}

async function awaitNothing(passes: number): Promise<number> {
  let count = 0;
  for (let i = 0; i < passes; i++) count += await Promise.resolve(1);
  return count;
}

const mutex = new Mutex(), asyncMutex = new AsyncMutex(), sema = new Sema(1);
compare("mutex, nobody waits", {
  "a promise, no lock": awaitNothing,
  async "async-mutex, acquire and release"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) {
      const release = await asyncMutex.acquire();
      count++;
      release();
    }
    return count;
  },
  async "async-sema, acquire and release"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) {
      await sema.acquire();
      count++;
      sema.release();
    }
    return count;
  },
  async "PuffinFlow, acquire and release"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) {
      const permit = await mutex.acquire();
      count++;
      permit.release();
    }
    return count;
  },
  async "PuffinFlow, run"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) count += await mutex.run(() => 1);
    return count;
  },
  "PuffinFlow, tryAcquire and release"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) {
      const permit = mutex.tryAcquire();
      if (permit === null) continue;
      count++;
      permit.release();
    }
    return count;
  },
});

compare("mutex, 100 tasks at once", {
  "a promise, no lock": crowded(() => Promise.resolve(1)),
  "async-mutex, runExclusive": crowded(() => asyncMutex.runExclusive(() => 1)),
  "async-sema, acquire and release": crowded(async () => {
    await sema.acquire();
    sema.release();
    return 1;
  }),
  "PuffinFlow, run": crowded(() => mutex.run(() => 1)),
});

const semaphore = new Semaphore(4), asyncSemaphore = new AsyncMutexSemaphore(4), semaOfFour = new Sema(4);
compare("one of four permits, nobody waits", {
  "a promise, no semaphore": awaitNothing,
  async "async-mutex, acquire and release"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) {
      const [, release] = await asyncSemaphore.acquire();
      count++;
      release();
    }
    return count;
  },
  async "async-sema, acquire and release"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) {
      await semaOfFour.acquire();
      count++;
      semaOfFour.release();
    }
    return count;
  },
  async "PuffinFlow, acquire and release"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) {
      const permit = await semaphore.acquire();
      count++;
      permit.release();
    }
    return count;
  },
});

/** More than any machine of today takes. */
const LIMIT = 1_000_000_000;

function decisions(rule: RateRule): Arm {
  const limiter = new RateLimiter(rule);
  return (passes) => {
    let count = 0;
    for (let i = 0; i < passes; i++) if (limiter.tryTake()) count++;
    return count;
  };
}

compare("rate limiter, one decision", {
  "a reading of the clock, no limiter"(passes) {
    let count = 0;
    for (let i = 0; i < passes; i++) if (performance.now() > 0) count++;
    return count;
  },
  "gcra": decisions(gcra({ limit: LIMIT, periodMs: 1, burst: LIMIT })),
  "tokenBucket": decisions(tokenBucket({ limit: LIMIT, periodMs: 1, capacity: LIMIT })),
  "leakyBucket": decisions(leakyBucket({ limit: LIMIT, periodMs: 1 })),
  "fixedWindow": decisions(fixedWindow({ limit: LIMIT, windowMs: 1_000 })),
  "slidingLog": decisions(slidingLog({ limit: LIMIT, windowMs: 1 })),
  "slidingCounter": decisions(slidingCounter({ limit: LIMIT, windowMs: 1_000 })),
  "allOf two": decisions(
    allOf(gcra({ limit: LIMIT, periodMs: 1, burst: LIMIT }), fixedWindow({ limit: LIMIT, windowMs: 1_000 })),
  ),
});
