import assert from "node:assert/strict";
import {
  type AlertNotice,
  type AlertRule,
  Alerts,
  type AlertsOptions,
  type DeliveryLoss,
  MetricsRegistry,
  SimulatedClock,
  SimulatedWallClock,
} from "../../../../src/engine/observability/mod.ts";

const help = "Something.";

/** A minute of evaluations every ten seconds, and what was told: `seconds status rule labels`. */
function watching(rules: readonly AlertRule[], options: Partial<AlertsOptions> = {}) {
  const clock = new SimulatedClock(), wallClock = new SimulatedWallClock(clock, new Date(0));
  const registry = new MetricsRegistry({ wallClock }), notices: AlertNotice[] = [], told: string[] = [];
  const memory = {
    name: "memory",
    write(batch: readonly AlertNotice[]) {
      notices.push(...batch);
      for (const { status, rule, labels, repeats, at } of batch) {
        const facts = [
          Date.parse(at) / 1_000,
          status,
          rule,
          ...Object.values(labels),
          ...(repeats > 0 ? [repeats] : []),
        ];
        told.push(facts.join(" "));
      }
    },
  };
  const make = () => new Alerts(registry, { rules, sinks: [memory], intervalMs: 10_000, clock, wallClock, ...options });
  return { clock, registry, notices, told, make };
}

const THRESHOLD = { kind: "threshold", name: "full", metric: "waiting", is: "above", limit: 5 } as const;

Deno.test("a threshold rule fires at the first evaluation that finds it, once, and is resolved at the first that does not", async () => {
  const { clock, registry, notices, told, make } = watching([THRESHOLD]);
  await using alerts = make();
  const waiting = registry.gauge("waiting", { help }).labels();
  waiting.set(5);
  await clock.advance(10_000);
  waiting.set(6);
  await clock.advance(30_000);
  assert.equal(alerts.firing.length, 1);
  waiting.set(0);
  await clock.advance(20_000);
  assert.deepEqual(told, ["20 firing full", "50 resolved full"]);
  assert.deepEqual(alerts.firing, []);
  assert.deepEqual(notices[0], {
    status: "firing",
    key: '["full","[]"]',
    rule: "full",
    severity: "warning",
    labels: {},
    summary: "waiting is 6, which is above 5",
    value: 6,
    repeats: 0,
    since: "1970-01-01T00:00:20.000Z",
    at: "1970-01-01T00:00:20.000Z",
  });
  assert.equal(notices[1]!.since, "1970-01-01T00:00:20.000Z");
});

Deno.test("is: below turns a rule round, and without a series nothing is below", async () => {
  const { clock, registry, told, make } = watching([{ ...THRESHOLD, is: "below" }]);
  await using _alerts = make();
  await clock.advance(10_000);
  registry.gauge("waiting", { help }).labels().set(4);
  await clock.advance(10_000);
  assert.deepEqual(told, ["20 firing full"]);
});

Deno.test("forMs: it must have been so without a break", async () => {
  const { clock, registry, told, make } = watching([{ ...THRESHOLD, forMs: 20_000 }]);
  await using _alerts = make();
  const waiting = registry.gauge("waiting", { help }).labels();
  waiting.set(9);
  await clock.advance(20_000);
  waiting.set(0);
  await clock.advance(10_000);
  waiting.set(9);
  await clock.advance(20_000);
  assert.deepEqual(told, []);
  await clock.advance(10_000);
  assert.deepEqual(told, ["60 firing full"]);
});

Deno.test("where picks series, by tells alerts apart and adds up the rest", async () => {
  const rule = { ...THRESHOLD, metric: "jobs", where: { outcome: "failed" }, by: ["queue"] };
  const { clock, registry, notices, told, make } = watching([rule]);
  const jobs = registry.counter("jobs", { help, labelNames: ["queue", "outcome", "host"] });
  await using _alerts = make();
  for (const host of ["x", "y"]) {
    jobs.labels({ queue: "a", outcome: "failed", host }).inc(3);
    jobs.labels({ queue: "b", outcome: "failed", host }).inc(2);
    jobs.labels({ queue: "b", outcome: "done", host }).inc(100);
  }
  await clock.advance(10_000);
  jobs.labels({ queue: "b", outcome: "failed", host: "z" }).inc(4);
  await clock.advance(10_000);
  assert.deepEqual(told, ["10 firing full a", "20 firing full b"]);
  assert.deepEqual(notices.map(({ value }) => value), [6, 8]);
  assert.deepEqual(notices[0]!.labels, { queue: "a" });
});

Deno.test("of a histogram the number of observations counts", async () => {
  const { clock, registry, told, make } = watching([{ ...THRESHOLD, limit: 1 }]);
  await using _alerts = make();
  const histogram = registry.histogram("waiting", { help }).labels();
  for (let i = 0; i < 2; i++) histogram.observe(0);
  await clock.advance(10_000);
  assert.deepEqual(told, ["10 firing full"]);
});

const RATE = { kind: "rate", name: "storm", metric: "errors", is: "above", limit: 1, overMs: 30_000 } as const;

Deno.test("a rate rule measures growth over its window, and counts what was not there before as 0", async () => {
  const { clock, registry, notices, told, make } = watching([RATE]);
  await using _alerts = make();
  await clock.advance(10_000);
  const errors = registry.counter("errors", { help }).labels();
  errors.inc(30);
  await clock.advance(10_000);
  assert.deepEqual(told, []);
  errors.inc();
  await clock.advance(10_000);
  assert.deepEqual(told, ["30 firing storm"]);
  assert.equal(notices[0]!.value, 31 / 30);
  // 30 s after the 30 errors, the window has lost them.
  await clock.advance(10_000);
  assert.deepEqual(told, ["30 firing storm"]);
  await clock.advance(10_000);
  assert.deepEqual(told, ["30 firing storm", "50 resolved storm"]);
});

Deno.test("a rate rule takes what is there at the first evaluation for old", async () => {
  const { clock, registry, told, make } = watching([RATE]);
  registry.counter("errors", { help }).labels().inc(1_000);
  await using _alerts = make();
  await clock.advance(60_000);
  assert.deepEqual(told, []);
});

Deno.test("a rate rule with is: below waits until its window has passed", async () => {
  const { clock, registry, notices, told, make } = watching([{ ...RATE, is: "below" }]);
  const errors = registry.counter("errors", { help }).labels();
  await using _alerts = make();
  await clock.advance(30_000);
  assert.deepEqual(told, []);
  await clock.advance(10_000);
  assert.deepEqual(told, ["40 firing storm"]);
  assert.equal(notices[0]!.summary, "errors grows by 0 per second, which is below 1");
  errors.inc(40);
  await clock.advance(10_000);
  assert.deepEqual(told, ["40 firing storm", "50 resolved storm"]);
});

Deno.test("an absence rule fires when there is no series, and when nothing is recorded any more", async () => {
  const rule = { kind: "absence", name: "silence", metric: "beats", forMs: 10_000 } as const;
  const { clock, registry, notices, told, make } = watching([rule]);
  await using _alerts = make();
  await clock.advance(20_000);
  const beats = registry.counter("beats", { help }).labels();
  await clock.advance(10_000);
  beats.inc();
  await clock.advance(10_000);
  await clock.advance(20_000);
  beats.inc();
  await clock.advance(10_000);
  assert.deepEqual(told, ["20 firing silence", "30 resolved silence", "60 firing silence", "70 resolved silence"]);
  assert.deepEqual(notices.map(({ summary, value }) => [summary, value]), [
    ["beats has no series", null],
    ["beats has no series", null],
    ["beats stays at 1", 1],
    ["beats stays at 1", 1],
  ]);
});

Deno.test("an absence rule with by has an alert for each set of labels that falls silent", async () => {
  const rule = { kind: "absence", name: "silence", metric: "beats", by: ["host"] } as const;
  const { clock, registry, told, make } = watching([rule]);
  const beats = registry.counter("beats", { help, labelNames: ["host"] });
  await using _alerts = make();
  await clock.advance(10_000);
  for (const host of ["a", "b"]) beats.labels({ host });
  await clock.advance(10_000);
  beats.labels({ host: "a" }).inc();
  await clock.advance(10_000);
  assert.deepEqual(told, ["10 firing silence ", "20 resolved silence ", "30 firing silence b"]);
});

Deno.test("repeatMs: an alert that goes on is told again and again, with the value it has then", async () => {
  const { clock, registry, notices, told, make } = watching([{ ...THRESHOLD, repeatMs: 20_000 }]);
  await using _alerts = make();
  const waiting = registry.gauge("waiting", { help }).labels();
  waiting.set(6);
  await clock.advance(20_000);
  waiting.set(7);
  await clock.advance(30_000);
  waiting.set(0);
  await clock.advance(10_000);
  assert.deepEqual(told, ["10 firing full", "30 firing full 1", "50 firing full 2", "60 resolved full 2"]);
  assert.deepEqual(notices.map(({ value }) => value), [6, 7, 7, 7]);
});

Deno.test("without repeatMs an alert is told again after four hours; with Infinity never", async () => {
  const rules = [THRESHOLD, { ...THRESHOLD, name: "once", repeatMs: Infinity }];
  const { clock, registry, told, make } = watching(rules, { intervalMs: 3_600_000 });
  await using _alerts = make();
  registry.gauge("waiting", { help }).labels().set(6);
  await clock.advance(9 * 3_600_000);
  assert.deepEqual(told, ["3600 firing full", "3600 firing once", "18000 firing full 1", "32400 firing full 2"]);
});

Deno.test("dedupeKey: alerts with one key are told as one, by the first, until none of them fires", async () => {
  const bad = { ...THRESHOLD, name: "bad", limit: 5, dedupeKey: "queue", severity: "warning" } as const;
  const worse = {
    ...THRESHOLD,
    name: "worse",
    limit: 10,
    dedupeKey: "queue",
    severity: "critical",
    repeatMs: 10_000,
  } as const;
  const { clock, registry, notices, told, make } = watching([bad, worse, {
    ...THRESHOLD,
    metric: "other",
    name: "other",
  }]);
  const waiting = registry.gauge("waiting", { help }).labels();
  await using alerts = make();
  waiting.set(6);
  await clock.advance(10_000);
  waiting.set(11);
  await clock.advance(20_000);
  assert.equal(alerts.firing.length, 1);
  waiting.set(6);
  await clock.advance(10_000);
  waiting.set(0);
  await clock.advance(10_000);
  assert.deepEqual(told, ["10 firing bad", "50 resolved bad"]);
  assert.deepEqual(notices.map(({ key, severity }) => [key, severity]), [["queue", "warning"], ["queue", "warning"]]);
});

Deno.test("dedupeKey: when the first alert is over, the next one speaks", async () => {
  const first = { ...THRESHOLD, name: "first", metric: "a", dedupeKey: "k" };
  const second = { ...THRESHOLD, name: "second", metric: "b", dedupeKey: "k" };
  const { clock, registry, told, make } = watching([first, second]);
  const [a, b] = ["a", "b"].map((name) => registry.gauge(name, { help }).labels());
  await using alerts = make();
  a!.set(9);
  await clock.advance(10_000);
  b!.set(9);
  await clock.advance(10_000);
  a!.set(0);
  await clock.advance(10_000);
  assert.deepEqual(alerts.firing.map(({ rule }) => rule), ["second"]);
  b!.set(0);
  await clock.advance(10_000);
  assert.deepEqual(told, ["10 firing first", "40 resolved second"]);
});

Deno.test("severity and summary are the rule's", async () => {
  const rule = { ...THRESHOLD, severity: "critical", summary: "The queue is full." } as const;
  const { clock, registry, notices, make } = watching([rule]);
  await using _alerts = make();
  registry.gauge("waiting", { help }).labels().set(6);
  await clock.advance(10_000);
  assert.deepEqual([notices[0]!.severity, notices[0]!.summary], ["critical", "The queue is full."]);
});

Deno.test("a sink that fails loses nothing in silence, and the others have their notices", async () => {
  const losses: DeliveryLoss[] = [], error = new Error("unreachable"), seen: AlertNotice[] = [];
  const broken = { name: "broken", write: () => Promise.reject(error) };
  const sound = { name: "sound", write: (batch: readonly AlertNotice[]) => void seen.push(...batch) };
  const options = { sinks: [broken, sound], onLoss: (loss: DeliveryLoss) => void losses.push(loss) };
  const { clock, registry, make } = watching([THRESHOLD], options);
  const alerts = make();
  registry.gauge("waiting", { help }).labels().set(6);
  await clock.advance(10_000);
  await alerts.flush();
  assert.deepEqual(losses, [{ sink: "broken", items: 1, reason: "failed", error }]);
  assert.equal(seen.length, 1);
  assert.deepEqual(alerts.reports.map(({ sink, delivered, failed }) => [sink, delivered, failed]), [
    ["broken", 0, 1],
    ["sound", 1, 0],
  ]);
  await alerts.close();
});

Deno.test("one timer serves all rules, and none is left when the alerts are closed", async () => {
  const { clock, make } = watching([THRESHOLD, RATE, { kind: "absence", name: "silence", metric: "beats" }]);
  const alerts = make();
  assert.equal(clock.pending, 1);
  await clock.advance(100_000);
  assert.equal(clock.pending, 1);
  await alerts.close();
  assert.equal(clock.pending, 0);
});

Deno.test("evaluate() looks at once", async () => {
  const { clock, registry, told, make } = watching([THRESHOLD]);
  await using alerts = make();
  registry.gauge("waiting", { help }).labels().set(6);
  alerts.evaluate();
  await clock.advance(0);
  assert.deepEqual(told, ["0 firing full"]);
});

Deno.test("Alerts refuses rules that cannot be meant", () => {
  const refused: readonly (readonly [rules: readonly AlertRule[], message: RegExp])[] = [
    [[THRESHOLD, THRESHOLD], /"full" is there twice/],
    [[{ ...THRESHOLD, limit: NaN }], /'limit' must be a finite number/],
    [[{ ...THRESHOLD, forMs: -1 }], /'forMs' must be 0 or more/],
    [[{ ...THRESHOLD, repeatMs: 0 }], /'repeatMs' must be above 0/],
    [[{ ...RATE, overMs: 9_999 }], /'overMs' must be 1 to 1000 times 'intervalMs'/],
    [[{ ...RATE, overMs: 10_000_001 }], /'overMs' must be 1 to 1000 times 'intervalMs'/],
    [[{ ...THRESHOLD, by: ["line"] }], /it has no "line"/],
    [[{ ...THRESHOLD, where: { line: 1 } }], /it has no "line"/],
  ];
  for (const [rules, message] of refused) {
    const { registry, make } = watching(rules);
    registry.gauge("waiting", { help, labelNames: ["queue"] });
    assert.throws(make, message);
  }
  assert.throws(watching([], { intervalMs: 0 }).make, RangeError);
});
