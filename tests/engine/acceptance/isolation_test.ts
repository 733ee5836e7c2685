import assert from "node:assert/strict";
import { agent, Command, DeadLetterQueue, encodeEvent, type Secret, secret, sum } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

Deno.test("row 12: runs of one agent that are in flight together keep their own outputs and channels", async () => {
  const clock = new SimulatedClock();
  const counted = agent("counted").input<number>()
    .channel("total", sum())
    .state("o", async ({ input }) => {
      await new Promise<void>((resolve) => clock.after(10 - input, resolve));
      return Command({ update: { total: input }, output: input });
    })
    .state("next", { after: ["o"] }, ({ from, channels }) => [from.o, channels.total]);
  const running = [0, 1, 2].map((input) => counted.run(input, { clock }));
  await clock.runAll();
  const results = await Promise.all(running);
  assert.deepEqual(results.map((result) => result.unwrap()), [
    { o: 0, next: [0, 0] },
    { o: 1, next: [1, 1] },
    { o: 2, next: [2, 2] },
  ]);
  assert.deepEqual(results.map((result) => result.channels.total), [0, 1, 2]);
});

Deno.test("row 13: a result is a frozen picture that later runs do not change", async () => {
  const counted = agent("counted").input<number>()
    .channel("total", sum())
    .state("count", ({ input }) => Command({ update: { total: input }, output: input }));
  const first = await counted.run(1), before = JSON.stringify([first.outputs, first.channels, first.states]);
  await counted.run(2);
  assert.equal(JSON.stringify([first.outputs, first.channels, first.states]), before);
  for (const part of [first.outputs, first.states, first.channels]) {
    assert.ok(Object.isFrozen(part));
    assert.throws(() => Object.assign(part, { count: 3 }), TypeError);
  }
  assert.deepEqual(Object.keys(first.outputs), ["count"]);
});

Deno.test("row 13: a secret shows in no result, event or dead letter", async () => {
  const deadLetters = new DeadLetterQueue();
  const caller = agent("caller", { deadLetters }).input<{ readonly key: Secret<string> }>()
    .channel("key", { initial: secret("nothing") })
    .state("echo", ({ input }) => Command({ update: { key: input.key }, output: input.key }))
    .state("call", { after: ["echo"] }, ({ input, emit }): string => {
      emit({ header: `Bearer ${input.key.reveal()}` });
      throw new Error(`401 for ${input.key.reveal()}`);
    });
  const run = caller.start({ key: secret("k-0123456789") }), events: string[] = [];
  for await (const event of run.events()) events.push(encodeEvent(event));
  const result = await run.result, [letter] = deadLetters.letters;
  const seen = [
    JSON.stringify([result.outputs, result.channels, result.states.echo]),
    Deno.inspect(result.outputs),
    `${result.outputs.echo}`,
    ...events,
    letter!.message,
    JSON.stringify([letter!.input, letter!.outputs]),
  ];
  for (const text of seen) assert.ok(!text.includes("0123456789"), text);
  assert.equal(letter!.message, "401 for [secret]");
  assert.equal(result.outputs.echo!.reveal(), "k-0123456789");
});
