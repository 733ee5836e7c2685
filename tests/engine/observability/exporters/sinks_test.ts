import assert from "node:assert/strict";
import { agent, secret } from "puffinflow";
import {
  type AlertNotice,
  consoleSink,
  fileSink,
  logEvents,
  SimulatedClock,
  webhookSink,
} from "../../../../src/engine/observability/mod.ts";
import { capturedErrors } from "./captured_errors.ts";
import { FakeServer } from "./fake_server.ts";

const notice: AlertNotice = {
  status: "firing",
  key: "k",
  rule: "r",
  severity: "warning",
  labels: { agent: "a\nb" },
  summary: "It is so.",
  value: 1,
  repeats: 0,
  since: "2026-01-01T00:00:00.000Z",
  at: "2026-01-01T00:00:00.000Z",
};

Deno.test("consoleSink() prints a line of JSON per item", () => {
  const lines: string[] = [];
  void consoleSink({ print: (line) => lines.push(line) }).write([notice, notice]);
  assert.deepEqual(lines.map((line) => JSON.parse(line)), [notice, notice]);
  assert.ok(lines.every((line) => !line.includes("\n")));
});

Deno.test("consoleSink() prints on the standard error unless told otherwise", async () => {
  const lines = await capturedErrors(() => consoleSink().write([notice]));
  assert.deepEqual(lines, [JSON.stringify(notice)]);
});

Deno.test("fileSink() appends a line per item to a file, which is made if it is not there", async () => {
  const directory = await Deno.makeTempDir(), path = `${directory}/alerts.jsonl`;
  try {
    const sink = fileSink(path, { name: "log" });
    await sink.write([notice]);
    await sink.write([notice, { ...notice, status: "resolved" }]);
    const lines = (await Deno.readTextFile(path)).split("\n");
    assert.equal(lines.length, 4);
    assert.deepEqual(lines.slice(0, 3).map((line) => JSON.parse(line).status), ["firing", "firing", "resolved"]);
    assert.equal(lines[3], "");
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("fileSink() rejects when the file cannot be opened", async () => {
  await assert.rejects(async () => await fileSink("/nowhere/alerts.jsonl").write([notice]), { code: "ENOENT" });
});

Deno.test("webhookSink() posts a JSON array, or what body makes of the items", async () => {
  const server = new FakeServer([() => new Response()], () => 0), clock = new SimulatedClock();
  const options = { url: "http://localhost/hook", fetch: server.fetch, clock };
  await webhookSink(options).write([notice, notice]);
  const text = webhookSink<AlertNotice>({ ...options, body: ([item]) => ({ text: item?.summary }) });
  await text.write([notice]);
  assert.deepEqual(server.requests.map(({ body }) => JSON.parse(body)), [[notice, notice], { text: "It is so." }]);
});

Deno.test("webhookSink() rejects a batch that the last attempt did not bring there", async () => {
  const server = new FakeServer([() => new Response("", { status: 503 })], () => 0);
  const clock = new SimulatedClock(), options = { url: "http://localhost/", fetch: server.fetch, clock };
  const sink = webhookSink({ ...options, maxAttempts: 2, backoff: { kind: "fixed", delayMs: 0 } });
  await assert.rejects(async () => await sink.write([notice]), { name: "HttpStatusError" });
  assert.equal(server.requests.length, 2);
});

Deno.test("what sinks write of events has no secrets in it, and says what errors are", async () => {
  const key = secret("hunter2hunter2"), lines: string[] = [];
  const log = logEvents({ sinks: [consoleSink({ print: (line) => lines.push(line) })] });
  await agent("leaky", { instruments: [log] })
    .state("shows", () => ({ key, text: `the key is ${key.reveal()}` }))
    .state("throws", () => {
      throw new Error(`refused ${key.reveal()}`);
    })
    .run();
  await log.close();
  assert.doesNotMatch(lines.join(), /hunter2/);
  const failed = lines.map((line) => JSON.parse(line)).find(({ event }) => event.type === "state-failed");
  assert.equal(failed.run, 1);
  assert.match(failed.at, /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  assert.deepEqual(failed.event.outcome, {
    kind: "failed",
    error: { name: "Error", message: "refused [secret]" },
    attempts: 1,
  });
});
