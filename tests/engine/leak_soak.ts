/**
 * A program of its own, for `leak_test.ts`: 100,000 runs that complete, fail, are cancelled and time out, on the real
 * clock. It prints how the heap went, what listeners are left on a signal that all runs shared, and how the runs
 * ended, and then has to come to its end by itself: a timer that is left would keep it alive.
 * @module
 */
import { agent } from "puffinflow";

/** What the program prints, as JSON. */
export interface Soak {
  /** Bytes in use after a forced collection, once per 10,000 runs. */
  readonly heapBytes: readonly number[];
  /** Listeners left on the shared signal. */
  readonly listeners: number;
  /** Most listeners that were on it at once. */
  readonly listenersPeak: number;
  /** Runs by how they ended. */
  readonly endings: Readonly<Record<string, number>>;
}

const RUNS = 100_000;
const BATCH = 1_000;
const RUNS_PER_SAMPLE = 10_000;

/** A signal that is never aborted, and a count of who listens to it. */
function sharedSignal() {
  const { signal } = new AbortController(), count = { now: 0, peak: 0 };
  const add = signal.addEventListener.bind(signal), remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    count.peak = Math.max(count.peak, ++count.now);
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    count.now--;
    remove(...args);
  };
  return { signal, count };
}

/** Waits for ever, unless the signal says otherwise. */
function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

const inner = agent("inner").state("only", async ({ signal }) => {
  await Promise.resolve();
  return signal.aborted;
});

const soaked = agent("soaked", { maxConcurrent: 3 }).input<number>()
  .state("plain", ({ input }) => input)
  .state("limited", { timeoutMs: 10_000 }, async ({ signal }) => {
    await Promise.resolve();
    return signal.aborted;
  })
  .state("flaky", { retry: { maxAttempts: 2 } }, ({ attempt, input }) => {
    if (attempt === 1 || input % 5 === 1) throw new Error("flaky");
  })
  .state("slow", { after: ["plain"], timeoutMs: 10_000 }, ({ signal, input }) => input % 5 < 3 ? input : hang(signal))
  .subagent("child", inner, { after: ["limited"], input: () => {} })
  .state("hasty", {
    after: ["flaky"],
    timeoutMs: 1,
    retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 1 } },
  }, ({ signal, input }) => input % 5 === 2 ? hang(signal) : input);

const { signal, count } = sharedSignal(), endings: Record<string, number> = {};

/** Runs once, in one of five ways: well, failing at once, failing by a limit, timing out, cancelled by its handle. */
async function once(i: number): Promise<void> {
  if (i % 5 < 4) {
    const { status } = await soaked.run(i, { signal, timeoutMs: i % 5 === 3 ? 1 : 60_000 });
    endings[status] = (endings[status] ?? 0) + 1;
    return;
  }
  const run = soaked.start(i, { signal, timeoutMs: 60_000 });
  const events = run.events();
  await Promise.resolve();
  run.pause();
  run.resume();
  run.cancel();
  for await (const event of events) {
    if (event.type === "run-ended") endings[event.result.status] = (endings[event.result.status] ?? 0) + 1;
  }
}

/** Bytes in use when everything that nobody holds is gone; --expose-gc puts `gc` there. */
async function heapInUse(): Promise<number> {
  const { gc } = globalThis as { gc?: () => void };
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    gc!();
  }
  return Deno.memoryUsage().heapUsed;
}

if (import.meta.main) {
  const heapBytes: number[] = [];
  for (let done = 0; done < RUNS; done += BATCH) {
    if (done % RUNS_PER_SAMPLE === 0) heapBytes.push(await heapInUse());
    await Promise.all(Array.from({ length: BATCH }, (_, i) => once(done + i)));
  }
  heapBytes.push(await heapInUse());
  const soak: Soak = { heapBytes, listeners: count.now, listenersPeak: count.peak, endings };
  await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(soak)));
}
