/**
 * What a guarded call costs where nothing goes wrong: each policy against a plain call, and a stack of them
 * against its parts. Each iteration is a thousand calls, so microseconds read as nanoseconds a call, and counts
 * them as a proof of its work. Bare `deno bench` runs it without a flag or permission.
 * @module
 */
import {
  all,
  Bulkhead,
  CircuitBreaker,
  DeadlineGuard,
  Fallback,
  Hedging,
  KeyedBreakers,
  LoadShedder,
  type Policy,
  Retry,
  Timeout,
} from "puffinflow/reliability";

/** Calls of an iteration. */
const CALLS = 1_000;

/** Answers after a microtask, as the fastest of remote calls would. */
const answer = () => Promise.resolve(1);

/** Registers ways to make the same calls, one after another; the first is the baseline. */
function compare(group: string, arms: Readonly<Record<string, () => Promise<number>>>): void {
  Object.entries(arms).forEach(([name, call], i) => {
    Deno.bench({
      name: `${group}: ${name}`,
      group,
      baseline: i === 0,
      async fn() {
        let count = 0;
        for (let i = 0; i < CALLS; i++) count += await call();
        if (count !== CALLS) throw new Error(`${group} of ${name} counted ${count} instead of ${CALLS}`);
      },
    });
  });
}

/** A call through a policy. */
function through(policy: Policy<number>): () => Promise<number> {
  return () => policy.execute(answer);
}

const LONG_MS = 60_000;
const breaker = new CircuitBreaker(), bulkhead = new Bulkhead({ maxConcurrent: 4 });
const timeout = new Timeout({ timeoutMs: LONG_MS }), retry = new Retry({ maxAttempts: 3 });
const keyed = new KeyedBreakers();

compare("circuit breaker, closed", {
  "a plain call": answer,
  "count window": through(breaker),
  "count window and slow calls": through(new CircuitBreaker({ slowCallMs: LONG_MS })),
  "time window": through(new CircuitBreaker({ window: { kind: "time", durationMs: LONG_MS } })),
  "one of many keys": () => keyed.of("key").execute(answer),
});

compare("bulkhead, a slot is free", {
  "a plain call": answer,
  "four slots": through(bulkhead),
});

const narrow = new Bulkhead({ maxConcurrent: 1, maxQueued: 10 });
/** Ten calls at once, a tenth each of one. */
async function tenAtOnce(call: () => Promise<number>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: 10 }, call));
  return answers.reduce((sum, one) => sum + one, 0) / 10;
}
compare("bulkhead, ten calls for one slot", {
  "plain calls": () => tenAtOnce(answer),
  "one slot and a line": () => tenAtOnce(through(narrow)),
});

compare("other policies, all goes well", {
  "a plain call": answer,
  "retry": through(retry),
  "timeout": through(timeout),
  "deadline": through(new DeadlineGuard({ maxMs: LONG_MS })),
  "hedging": through(new Hedging({ delay: { kind: "fixed", delayMs: LONG_MS } })),
  "fallback": through(new Fallback<number>({ answer: () => 0 })),
  "load shedding": through(new LoadShedder({ slowMs: LONG_MS })),
});

compare("stack of retry, breaker, bulkhead and timeout", {
  "a plain call": answer,
  "all four": through(all(retry, breaker, bulkhead, timeout)),
});
