import assert from "node:assert/strict";
import { agent, encodeEvent, eventJson, type RunEvent, secret, toServerSentEvents } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** An event that says something of a state's own. */
function custom(data: unknown): RunEvent {
  return { id: 7, atMs: 1.5, path: [], agent: "x", state: "a", index: undefined, type: "custom", data };
}

/** What comes out of the data of an event once it has been JSON. */
function parsed(data: unknown): unknown {
  return JSON.parse(eventJson(custom(data))).data;
}

Deno.test("encodeEvent() writes id, event and data, and ends with a blank line", () => {
  assert.equal(
    encodeEvent(custom({ text: "two\nlines" })),
    'id: 7\nevent: custom\ndata: {"id":7,"atMs":1.5,"path":[],"agent":"x","state":"a","type":"custom",' +
      '"data":{"text":"two\\nlines"}}\n\n',
  );
});

Deno.test("toServerSentEvents() encodes a run from its start to its end", async () => {
  const run = agent("streamed").state("say", ({ token }) => token("hä?")).start(undefined, {
    clock: new SimulatedClock(),
  });
  const text = await new Response(toServerSentEvents(run.events())).text();
  const messages = text.split("\n\n").slice(0, -1);
  assert.deepEqual(messages.map((message) => message.split("\n").slice(0, 2)), [
    ["id: 1", "event: run-started"],
    ["id: 2", "event: state-started"],
    ["id: 3", "event: token"],
    ["id: 4", "event: state-completed"],
    ["id: 5", "event: run-ended"],
  ]);
  const last = JSON.parse(messages.at(-1)!.split("\ndata: ")[1]!);
  assert.deepEqual(last.result, { status: "completed", outputs: {} });
  assert.match(messages[2]!, /"text":"hä\?"/);
});

Deno.test("eventJson() gives name, code and message of errors, at any depth", async () => {
  const run = agent("fails").state("a", (): void => {
    throw Object.assign(new RangeError("out of reach"), { code: "far" });
  }).start(undefined, { clock: new SimulatedClock() });
  const lines = (await Array.fromAsync(run.events())).map((event) => JSON.parse(eventJson(event)));
  const error = { name: "RangeError", code: "far", message: "out of reach" };
  assert.deepEqual(lines[2].outcome, { kind: "failed", error, attempts: 1 });
  assert.deepEqual(lines[3].result, { status: "failed", outputs: {}, error });
  assert.deepEqual(parsed([new Error("plain"), Object.assign(new Error("odd"), { code: 5 })]), [
    { name: "Error", message: "plain" },
    { name: "Error", message: "odd" },
  ]);
});

Deno.test("eventJson() writes what JSON cannot hold as text", () => {
  assert.deepEqual(parsed({ big: 2n ** 64n, symbol: Symbol("s"), date: new Date(0) }), {
    big: "18446744073709551616",
    symbol: "Symbol(s)",
    date: "1970-01-01T00:00:00.000Z",
  });
  assert.match((parsed({ f: () => 1 }) as { readonly f: string }).f, /=>/);
  assert.equal(parsed(null), null);
  assert.deepEqual(parsed([undefined]), [null]);
});

Deno.test("eventJson() marks what holds itself, and writes out what is there twice", () => {
  const shared = { n: 1 }, circle: Record<string, unknown> = { shared, again: [shared, shared] };
  circle.self = circle;
  circle.deep = { circle, shared };
  assert.deepEqual(parsed(circle), {
    shared: { n: 1 },
    again: [{ n: 1 }, { n: 1 }],
    self: "[circular]",
    deep: { circle: "[circular]", shared: { n: 1 } },
  });
});

Deno.test("eventJson() leaves a property named result alone unless it is a run's", () => {
  assert.deepEqual(parsed({ result: { score: 5 } }), { result: { score: 5 } });
});

Deno.test("eventJson() hides secrets, also inside of texts and whatever they look like in JSON", () => {
  const plain = secret("sk-112233"), odd = secret('pa"ss\\wo\nrd'), key = secret("user-4711");
  const seen = parsed({
    plain,
    text: `Bearer ${plain.reveal()}`,
    error: new Error(`wrong password ${odd.reveal()}`),
    [key.reveal()]: "is a key",
  });
  assert.deepEqual(seen, {
    plain: "[secret]",
    text: "Bearer [secret]",
    error: { name: "Error", message: "wrong password [secret]" },
    "[secret]": "is a key",
  });
});

Deno.test("eventJson() stays JSON when the digits of a secret turn up in a number", () => {
  const pin = secret("4711");
  assert.deepEqual(parsed({ order: 14711, pin: pin.reveal() }), { order: 14711, pin: "[secret]" });
});
