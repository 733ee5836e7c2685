import assert from "node:assert/strict";
import {
  DisposedError,
  LimitReachedError,
  MessageFailedError,
  MessageTimeoutError,
  Messenger,
  SimulatedClock,
  UnknownRecipientError,
} from "puffinflow/team";
import { observed } from "../coordination/observed.ts";

interface Desk {
  readonly writer: { hint(text: string): void };
  readonly critic: { score(text: string): number; hint(text: string): string; ping(): string };
  readonly editor: { hint(text: string): boolean };
}

/** A promise and its resolver. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { opened, open };
}

const critic = { score: (text: string) => text.length, hint: (text: string) => text, ping: () => "pong" };

Deno.test("ask() answers with what the recipient's handler returns, who asked included", async () => {
  const messenger = new Messenger<Desk>(), writer = messenger.join("writer", { hint: () => {} });
  messenger.join("critic", { ...critic, hint: async (text, { from }) => await Promise.resolve(`${from}: ${text}`) });
  assert.equal(await writer.ask("critic", { kind: "score", payload: "four" }), 4);
  assert.equal(await writer.ask("critic", { kind: "hint", payload: "shorter" }), "writer: shorter");
  assert.equal(await writer.ask("critic", { kind: "ping" }), "pong");
  assert.equal(await writer.ask("critic", { kind: "score", payload: "" }), 0);
  assert.deepEqual([messenger.members, writer.member], [["writer", "critic"], "writer"]);
});

Deno.test("ask() and join() know the types of messages", async () => {
  const messenger = new Messenger<Desk>(), writer = messenger.join("writer", { hint: () => {} });
  // @ts-expect-error -- A score is a number.
  messenger.join("critic", { ...critic, score: (text) => text });
  // @ts-expect-error -- The editor takes no scores.
  await assert.rejects(writer.ask("editor", { kind: "score", payload: "x" }), UnknownRecipientError);
  // @ts-expect-error -- A score is of a text.
  assert.equal(await writer.ask("critic", { kind: "score", payload: 3 }), 3);
});

Deno.test("ask() refuses a recipient that has not joined, and a kind that it does not handle", async () => {
  const messenger = new Messenger<Desk>(), writer = messenger.join("writer", { hint: () => {} });
  await assert.rejects(writer.ask("critic", { kind: "ping" }), (error) => {
    assert(error instanceof UnknownRecipientError);
    assert.deepEqual([error.recipient, error.kind, error.code], ["critic", "ping", "unknown-recipient"]);
    return /a member of that name must have joined/.test(error.message);
  });
  messenger.join("critic", {} as typeof critic);
  await assert.rejects(writer.ask("critic", { kind: "ping" }), /it must have a handler for that kind/);
  // What every object inherits is no handler.
  await assert.rejects(writer.ask("critic", { kind: "toString" as "ping" }), UnknownRecipientError);
});

Deno.test("a member handles one message after another, in the order of asking", async () => {
  const messenger = new Messenger<Desk>(), first = gate(), log: string[] = [];
  const writer = messenger.join("writer", { hint: () => {} });
  const post = messenger.join("critic", {
    ...critic,
    hint: async (text) => {
      log.push(text);
      if (text === "first") await first.opened;
      return text;
    },
  });
  const answers = ["first", "second", "third"].map((payload) => writer.ask("critic", { kind: "hint", payload }));
  await Promise.resolve();
  assert.deepEqual([log, post.queued], [["first"], 2]);
  first.open();
  assert.deepEqual(await Promise.all(answers), ["first", "second", "third"]);
  assert.deepEqual(log, ["first", "second", "third"]);
});

Deno.test("what a handler throws is told to the sender alone, and the next message is handled", async () => {
  const messenger = new Messenger<Desk>(), boom = new Error("boom");
  const writer = messenger.join("writer", { hint: () => {} });
  messenger.join("critic", {
    ...critic,
    score: (text) => {
      if (text === "bad") throw boom;
      return text.length;
    },
    ping: () => Promise.reject("no text"),
  });
  const bad = writer.ask("critic", { kind: "score", payload: "bad" });
  const good = writer.ask("critic", { kind: "score", payload: "good" });
  await assert.rejects(bad, (error) => {
    assert(error instanceof MessageFailedError);
    assert.deepEqual([error.cause, error.recipient, error.kind], [boom, "critic", "score"]);
    return error.message.endsWith("must not throw: boom");
  });
  assert.equal(await good, 4);
  await assert.rejects(writer.ask("critic", { kind: "ping" }), /must not throw: no text$/);
});

Deno.test("askAll() asks all others that handle the kind, at once, and tells what became of it at each", async () => {
  const messenger = new Messenger<Desk>(), slow = gate(), log: string[] = [];
  const writer = messenger.join("writer", { hint: () => assert.fail("asked itself") });
  messenger.join("critic", {
    ...critic,
    hint: async (text) => {
      log.push("critic begins");
      await slow.opened;
      return text;
    },
  });
  messenger.join("editor", {
    hint: () => {
      log.push("editor begins");
      slow.open();
      throw new Error("busy");
    },
  });
  const replies = await writer.askAll({ kind: "hint", payload: "shorter" });
  assert.deepEqual(log, ["critic begins", "editor begins"]);
  assert.deepEqual(replies[0], { from: "critic", status: "answered", answer: "shorter" });
  assert(replies[1]?.status === "failed" && replies[1].error instanceof MessageFailedError);
  assert.deepEqual(await messenger.join("extra" as "editor", { hint: () => true }).askAll({ kind: "ping" }), [
    { from: "critic", status: "answered", answer: "pong" },
  ]);
});

Deno.test("a full mailbox refuses: maxQueued", async () => {
  const messenger = new Messenger<Desk>({ maxQueued: 1 }), busy = gate();
  const writer = messenger.join("writer", { hint: () => {} });
  messenger.join("critic", { ...critic, ping: async () => (await busy.opened, "pong") });
  const answers = [writer.ask("critic", { kind: "ping" }), writer.ask("critic", { kind: "ping" })];
  await assert.rejects(
    writer.ask("critic", { kind: "ping" }),
    (error) => error instanceof LimitReachedError && error.resource === "mailbox of critic" && error.limit === 1,
  );
  busy.open();
  assert.deepEqual(await Promise.all(answers), ["pong", "pong"]);
  assert.throws(() => new Messenger({ maxQueued: 0 }), RangeError);
});

Deno.test("ask() waits no longer than timeoutMs, and the handler's signal is aborted", async () => {
  const clock = new SimulatedClock(), messenger = new Messenger<Desk>({ clock }), log: unknown[] = [];
  const writer = messenger.join("writer", { hint: () => {} });
  messenger.join("critic", {
    ...critic,
    ping: (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          log.push(signal.reason);
          clock.after(10, () => resolve("late"));
        });
      }),
  });
  const first = observed(writer.ask("critic", { kind: "ping" }, { timeoutMs: 100 }));
  const second = observed(writer.ask("critic", { kind: "score", payload: "abc" }));
  await clock.advance(100);
  assert(first.error instanceof MessageTimeoutError);
  assert.deepEqual([first.error.timeoutMs, first.error.code, log], [100, "message-timeout", [first.error]]);
  // The critic is busy until its handler has ended: one message at a time.
  assert.equal(second.state, "waiting");
  await clock.advance(10);
  assert.equal(second.value, 3);
  assert.equal(clock.pending, 0);
  await assert.rejects(writer.ask("critic", { kind: "ping" }, { timeoutMs: 0 }), RangeError);
});

Deno.test("ask() that is aborted while it waits in line is never handled", async () => {
  const messenger = new Messenger<Desk>(), busy = gate(), controller = new AbortController(), log: string[] = [];
  const writer = messenger.join("writer", { hint: () => {} });
  const post = messenger.join("critic", {
    ...critic,
    ping: async () => (await busy.opened, "pong"),
    hint: (text) => (log.push(text), text),
  });
  const first = writer.ask("critic", { kind: "ping" });
  const second = writer.ask("critic", { kind: "hint", payload: "aborted" }, { signal: controller.signal });
  controller.abort("enough");
  await assert.rejects(second, (reason) => reason === "enough");
  assert.equal(post.queued, 0);
  const third = writer.ask("critic", { kind: "hint", payload: "never" }, { signal: controller.signal });
  await assert.rejects(third, (reason) => reason === "enough");
  busy.open();
  assert.equal(await first, "pong");
  assert.equal(await writer.ask("critic", { kind: "hint", payload: "last" }), "last");
  assert.deepEqual(log, ["last"]);
});

Deno.test("ask() that is aborted at whatever moment answers or rejects, and the recipient goes on", async () => {
  for (let moment = 0; moment < 12; moment++) {
    const messenger = new Messenger<Desk>(), busy = gate(), controller = new AbortController(), never = gate();
    const writer = messenger.join("writer", { hint: () => {} });
    let handled = 0;
    messenger.join("critic", {
      ...critic,
      ping: async () => (await busy.opened, "pong"),
      // Heeds its signal when it is called, and afterwards.
      hint: async (text, { signal }) => {
        handled++;
        signal.addEventListener("abort", never.open);
        if (!signal.aborted) await never.opened;
        return text;
      },
    });
    const first = writer.ask("critic", { kind: "ping" });
    const second = observed(writer.ask("critic", { kind: "hint", payload: "x" }, { signal: controller.signal }));
    busy.open();
    for (let i = 0; i < moment; i++) await Promise.resolve();
    controller.abort("enough");
    assert.equal(await first, "pong");
    assert.equal(await writer.ask("critic", { kind: "score", payload: "abc" }), 3);
    assert.deepEqual([second.state, second.error], ["rejected", "enough"], `at moment ${moment}`);
    assert.ok(handled <= 1);
  }
});

Deno.test("a member that leaves is asked nothing any more, and asks nothing", async () => {
  const messenger = new Messenger<Desk>(), busy = gate();
  const writer = messenger.join("writer", { hint: () => {} });
  const post = messenger.join("critic", { ...critic, ping: async () => (await busy.opened, "pong") });
  const handled = writer.ask("critic", { kind: "ping" }), waiting = observed(writer.ask("critic", { kind: "ping" }));
  await Promise.resolve();
  post[Symbol.dispose]();
  post[Symbol.dispose]();
  busy.open();
  assert.equal(await handled, "pong");
  assert(waiting.error instanceof DisposedError);
  await assert.rejects(writer.ask("critic", { kind: "ping" }), UnknownRecipientError);
  await assert.rejects(post.ask("writer", { kind: "hint", payload: "x" }), DisposedError);
  await assert.rejects(post.askAll({ kind: "hint", payload: "x" }), DisposedError);
  // Another of the same name is another.
  using again = messenger.join("critic", critic);
  post[Symbol.dispose]();
  assert.deepEqual([again.member, messenger.members], ["critic", ["writer", "critic"]]);
});

Deno.test("join() refuses a name that is taken, and everybody once the messenger is disposed of", () => {
  const messenger = new Messenger<Desk>();
  messenger.join("critic", critic);
  assert.throws(() => messenger.join("critic", critic), TypeError);
  messenger[Symbol.dispose]();
  assert.deepEqual(messenger.members, []);
  assert.throws(() => messenger.join("critic", critic), DisposedError);
});
