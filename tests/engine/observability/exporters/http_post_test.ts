import assert from "node:assert/strict";
import {
  HttpPost,
  type HttpPostOptions,
  HttpStatusError,
} from "../../../../src/engine/observability/exporters/http_post.ts";
import { randomFromSeed } from "../../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../../src/time/simulated_clock.ts";
import { FakeServer, type Reply } from "./fake_server.ts";

const URL_WITH_SECRET = "https://example.org/hooks/s3cret";

function posting(replies: readonly (() => Reply)[], options: HttpPostOptions = {}) {
  const clock = new SimulatedClock(), server = new FakeServer(replies, () => clock.now());
  const backoff = { kind: "fixed", delayMs: 100 } as const;
  const post = new HttpPost("test", URL_WITH_SECRET, { fetch: server.fetch, clock, backoff, ...options });
  return { clock, server, post };
}

const ok = () => new Response("fine"),
  status = (status: number, headers = {}) => () => new Response("not now", { status, headers });

/** What comes of sending, with all waits over. */
async function sent({ clock, post }: ReturnType<typeof posting>): Promise<unknown> {
  const outcome = post.send("{}").catch((error: unknown) => error);
  await clock.runAll();
  return await outcome;
}

Deno.test("send() posts JSON with the caller's headers, and gives the answer", async () => {
  const test = posting([ok], { headers: { authorization: "Bearer x" } });
  assert.equal(await sent(test), "fine");
  assert.deepEqual(test.server.requests, [{
    url: URL_WITH_SECRET,
    headers: { authorization: "Bearer x", "content-type": "application/json" },
    body: "{}",
    atMs: 0,
  }]);
});

Deno.test("send() tries again where that may help: after a network's error, a timeout and a passing status", async () => {
  for (const reply of [() => new TypeError("no network"), status(503), status(429), status(500)]) {
    const test = posting([reply, ok]);
    assert.equal(await sent(test), "fine");
    assert.deepEqual(test.server.requests.map(({ atMs }) => atMs), [0, 100]);
  }
  const test = posting([() => "hangs", ok], { timeoutMs: 1_000 });
  assert.equal(await sent(test), "fine");
  assert.deepEqual(test.server.requests.map(({ atMs }) => atMs), [0, 1_100]);
});

Deno.test("send() does not try again where that cannot help", async () => {
  const test = posting([status(400)]), error = await sent(test);
  assert.ok(error instanceof HttpStatusError);
  assert.equal(error.code, "http-status");
  assert.equal(error.status, 400);
  assert.equal(test.server.requests.length, 1);
});

Deno.test("send() gives up after maxAttempts", async () => {
  const test = posting([status(503)], { maxAttempts: 3 });
  assert.ok(await sent(test) instanceof HttpStatusError);
  assert.equal(test.server.requests.length, 3);
});

Deno.test("send() waits as long as the server says, a minute at most", async () => {
  const told = posting([status(503, { "retry-after": "7" }), ok]);
  await sent(told);
  assert.deepEqual(told.server.requests.map(({ atMs }) => atMs), [0, 7_000]);
  const absurd = posting([status(503, { "retry-after": "86400" }), ok]);
  await sent(absurd);
  assert.deepEqual(absurd.server.requests.map(({ atMs }) => atMs), [0, 60_000]);
  const date = posting([status(503, { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }), ok]);
  await sent(date);
  assert.deepEqual(date.server.requests.map(({ atMs }) => atMs), [0, 100]);
});

Deno.test("send() draws its waits from the random numbers that it is given", async () => {
  const backoff = { kind: "exponential", baseDelayMs: 1_000 } as const, random = randomFromSeed(1);
  const test = posting([status(503), ok], { backoff, random });
  await sent(test);
  assert.deepEqual(test.server.requests.map(({ atMs }) => atMs), [0, randomFromSeed(1).float() * 1_000]);
});

Deno.test("send() reads the beginning of an answer that never ends, and lets go of the rest", async () => {
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(10_000).fill(120)),
    cancel: () => void (isCancelled = true),
  });
  const answer = await sent(posting([() => new Response(endless)]));
  assert.ok(typeof answer === "string" && answer.length < 80_000);
  assert.ok(isCancelled);
});

Deno.test("errors of send() do not show the address beyond its origin", async () => {
  const error = await sent(posting([status(400)]));
  assert.equal(
    String(error),
    "HttpStatusError: Cannot post to https://example.org as the answer must be a success: current status is 400 not now",
  );
});

Deno.test("HttpPost refuses what is no address, and numbers out of their bounds", () => {
  assert.throws(() => new HttpPost("x", "nowhere", {}), TypeError);
  assert.throws(() => new HttpPost("x", "file:///etc/passwd", {}), /must begin with http: or https:/);
  assert.throws(() => new HttpPost("x", URL_WITH_SECRET, { timeoutMs: 0 }), RangeError);
  assert.throws(() => new HttpPost("x", URL_WITH_SECRET, { maxAttempts: 0 }), RangeError);
});
