import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { durable, memoryCheckpoints, sleepFor, sleepUntil, sqliteCheckpoints, waitFor } from "puffinflow/durability";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { SimulatedWallClock } from "../../../src/time/simulated_wall_clock.ts";

function asking(): ReturnType<typeof build> {
  return build();
}

function build() {
  return agent("asking")
    .state("ask", async (context) => await waitFor<string>(context, "answer"))
    .state("done", { after: ["ask"] }, ({ from }) => `heard ${from.ask}`);
}

function simulated() {
  const clock = new SimulatedClock(), wallClock = new SimulatedWallClock(clock, new Date("2025-01-01T00:00:00Z"));
  return { clock, wallClock, store: memoryCheckpoints() };
}

Deno.test("waitFor() is given a signal that is sent while it waits, at once", async () => {
  const { clock, wallClock, store } = simulated(), asks = durable(asking(), { store, wallClock });
  const run = await asks.start(undefined, { id: "x", clock });
  await clock.advance(1);
  await asks.signal("x", "answer", "yes");
  assert.equal((await run.result).unwrap().done, "heard yes");
});

Deno.test("waitFor() is given a signal that was sent before anyone waited, and in an earlier life", async () => {
  const { clock, wallClock, store } = simulated(), asks = durable(asking(), { store, wallClock });
  const run = await asks.start(undefined, { id: "x", clock });
  await run.suspend();
  await asks.signal("x", "other", "no");
  await asks.signal("x", "answer", "yes");
  await asks.signal("x", "answer", "late");
  assert.equal((await (await asks.resume("x", { clock })).result).unwrap().done, "heard yes");
});

Deno.test("waitFor() gives each signal to one wait, and the same one to it in every life and attempt", async () => {
  const { clock, wallClock, store } = simulated(), heard: string[] = [], flags = { isOpen: false };
  const pair = agent("pair").state("a", { retry: { maxAttempts: 2 } }, async (context) => {
    const first = await waitFor<string>(context, "answer"), second = await waitFor<string>(context, "answer");
    heard.push(`${first} ${second}`);
    if (context.attempt === 1) throw new Error("again");
    return flags.isOpen
      ? 1
      : await new Promise<number>((_, reject) => context.signal.onabort = () => reject(new Error("over")));
  });
  const pairs = durable(pair, { store, wallClock }), run = await pairs.start(undefined, { id: "x", clock });
  for (const answer of ["one", "two", "three"]) await pairs.signal("x", "answer", answer);
  await clock.advance(1);
  await run.suspend();
  flags.isOpen = true;
  await (await pairs.resume("x", { clock })).result;
  assert.deepEqual(heard, ["one two", "one two", "one two"]);
});

Deno.test("waitFor() hears of signals that another process sends by asking the store now and then", async () => {
  const directory = await Deno.makeTempDir(), path = `${directory}/runs.db`, { clock, wallClock } = simulated();
  const here = sqliteCheckpoints(path), there = sqliteCheckpoints(path);
  const asks = durable(asking(), { store: here, wallClock, signalPollMs: 100 });
  const run = await asks.start(undefined, { id: "x", clock });
  await clock.advance(1);
  while ((await here.find("x"))!.holder === undefined) await clock.advance(0);
  await durable(asking(), { store: there, wallClock }).signal("x", "answer", "from afar");
  assert.equal(run.status, "running");
  let status = "running";
  void run.result.then((result) => status = result.status);
  while (status === "running") await clock.advance(100);
  assert.equal((await run.result).unwrap().done, "heard from afar");
  await here.close();
  await there.close();
  await Deno.remove(directory, { recursive: true });
});

Deno.test("waitFor() gives up after timeoutMs, counted over all lives", async () => {
  const { clock, wallClock, store } = simulated();
  const late = agent("late").state("ask", async (context) => await waitFor(context, "answer", { timeoutMs: 1_000 }));
  const lates = durable(late, { store, wallClock }), run = await lates.start(undefined, { id: "x", clock });
  await clock.advance(600);
  await run.suspend();
  await clock.advance(300);
  const again = await lates.resume("x", { clock });
  await clock.advance(50);
  assert.equal(again.status, "running");
  await clock.advance(100);
  const { states: { ask } } = await again.result;
  assert.ok(ask.kind === "failed");
  assert.deepEqual([(ask.error as Error).name, (ask.error as Error).message], [
    "SignalTimeoutError",
    'Cannot go on waiting for signal "answer" to run "x" as it had to come within 1000 ms',
  ]);
});

Deno.test("waitFor() takes a signal that came while the process did not run, although its time is over", async () => {
  const { clock, wallClock, store } = simulated();
  const late = agent("late").state("ask", async (context) => await waitFor(context, "answer", { timeoutMs: 1_000 }));
  const lates = durable(late, { store, wallClock }), run = await lates.start(undefined, { id: "x", clock });
  await clock.advance(10);
  await run.suspend();
  await lates.signal("x", "answer", "in time");
  await clock.advance(5_000);
  assert.equal((await (await lates.resume("x", { clock })).result).unwrap().ask, "in time");
});

Deno.test("waitFor() ends with its state's signal and leaves no alarm behind", async () => {
  const { clock, wallClock, store } = simulated();
  const short = agent("short").state(
    "ask",
    { timeoutMs: 50 },
    async (context) => await waitFor(context, "answer", { timeoutMs: 500 }),
  );
  const run = await durable(short, { store, wallClock }).start(undefined, { clock });
  await clock.advance(60);
  assert.equal((await run.result).states.ask.kind, "timed-out");
  assert.equal(clock.pending, 0);
});

Deno.test("waitFor() of a store that cannot be read fails its state", async () => {
  const { clock, wallClock, store } = simulated();
  const broken = { ...storeOf(store), signals: () => Promise.reject(new Error("unreadable")) };
  const run = await durable(asking(), { store: broken, wallClock }).start(undefined, { clock });
  const { states: { ask } } = await run.result;
  assert.equal(ask.kind === "failed" && (ask.error as Error).message, "unreadable");
});

/** The methods of a store, which are its class's, as properties. */
function storeOf(store: ReturnType<typeof memoryCheckpoints>): typeof store {
  return {
    name: store.name,
    create: (run) => store.create(run, "full"),
    find: (id) => store.find(id),
    claim: (id, holder) => store.claim(id, holder),
    load: (id) => store.load(id),
    send: (id, signal) => store.send(id, signal),
    signals: (id) => store.signals(id),
    list: (query) => store.list(query),
    drop: (id) => store.drop(id),
    prune: (query) => store.prune(query),
    close: () => store.close(),
  };
}

Deno.test("signal() is refused by a run that is over, and by one that was sent too many", async () => {
  const { clock, wallClock, store } = simulated(), asks = durable(asking(), { store, wallClock, maxSignals: 2 });
  const run = await asks.start(undefined, { id: "x", clock });
  await asks.signal("x", "other");
  await asks.signal("x", "answer", "yes");
  await assert.rejects(asks.signal("x", "answer", "no"), { code: "signal-refused", message: /at most 2: raise/ });
  await run.result;
  await assert.rejects(asks.signal("x", "answer", "no"), { code: "signal-refused", message: /it has completed/ });
  const open = await asks.start(undefined, { id: "y", clock });
  await assert.rejects(asks.signal("y", "answer", () => {}), { code: "unrecordable" });
  open.cancel();
  await open.result;
});

Deno.test("sleepFor() goes on while the process does not run, and sleepUntil() wakes at its moment", async () => {
  const { clock, wallClock, store } = simulated(), woken: number[] = [];
  const sleepy = agent("sleepy")
    .state("for", async (context) => {
      await sleepFor(context, 90_000);
      woken.push(wallClock.wallNow());
    })
    .state("until", { after: ["for"] }, async (context) => {
      await sleepUntil(context, new Date("2025-01-01T00:05:00Z"));
      woken.push(wallClock.wallNow());
    });
  const all = durable(sleepy, { store, wallClock }), run = await all.start(undefined, { id: "x", clock });
  await clock.advance(40_000);
  await run.suspend();
  assert.equal(clock.pending, 0);
  await clock.advance(40_000);
  const again = await all.resume("x", { clock });
  await clock.advance(600_000);
  await again.result;
  assert.deepEqual(woken.map((atMs) => new Date(atMs).toISOString()), [
    "2025-01-01T00:01:30.000Z",
    "2025-01-01T00:05:00.000Z",
  ]);
});

Deno.test("sleepUntil() hears within a minute that the wall clock was set", async () => {
  const { clock, wallClock, store } = simulated();
  const sleepy = agent("sleepy").state(
    "a",
    async (context) => await sleepUntil(context, new Date("2025-01-02T00:00:00Z")),
  );
  const run = await durable(sleepy, { store, wallClock }).start(undefined, { clock });
  await clock.advance(1_000);
  wallClock.step(86_400_000);
  await clock.advance(60_000);
  assert.equal((await run.result).status, "completed");
});

Deno.test("waits refuse what makes no sense, and runs that are not durable", async () => {
  const { store } = simulated(), refused: string[] = [];
  const asks: ((context: never) => Promise<unknown>)[] = [
    (context) => waitFor(context, "answer", { timeoutMs: 0 }),
    (context) => sleepFor(context, -1),
    (context) => sleepFor(context, Infinity),
    (context) => sleepUntil(context, new Date(NaN)),
  ];
  const wrong = agent("wrong").state("a", async (context) => {
    for (const ask of asks) await ask(context as never).catch((error) => refused.push(error.name));
  });
  await durable(wrong, { store }).run();
  assert.deepEqual(refused, ["RangeError", "RangeError", "RangeError", "RangeError"]);
  const { states } = await agent("plain").state("a", (context) => waitFor(context, "answer")).run();
  assert.ok(states.a.kind === "failed" && states.a.error instanceof TypeError);
  assert.match(
    states.a.error.message,
    /^Cannot wait for signal "answer" as the context must be the one that a state of a durable/,
  );
});
