import assert from "node:assert/strict";
import {
  Agent,
  agent,
  Command,
  concat,
  type ContextOf,
  goto,
  mapped,
  type MappedContextOf,
  SendAll,
  state,
} from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

class Digest extends Agent<{ text: string }> {
  #reads = 0;

  constructor(readonly separator = " ") {
    super();
  }

  @state()
  read({ input }: ContextOf<Digest>): string {
    this.#reads++;
    return input.text;
  }

  @state({ after: ["read"] })
  words({ from }: ContextOf<Digest, "read">) {
    return from.read.split(this.separator);
  }

  @state({ after: ["words"] })
  async count({ from }: ContextOf<Digest, "words">) {
    return await Promise.resolve(from.words.length);
  }

  get reads() {
    return this.#reads;
  }
}

Deno.test("Agent runs its methods as states that see the instance and its private fields as this", async () => {
  const digest = new Digest("-");
  assert.deepEqual((await digest.run({ text: "to-be" })).unwrap(), { read: "to-be", words: ["to", "be"], count: 2 });
  assert.equal(digest.reads, 1);
});

Deno.test("Agent takes its name from the class and its states in the order of the methods", () => {
  const { name, states } = new Digest().definition.describe();
  assert.equal(name, "Digest");
  assert.deepEqual(states.map((each) => each.name), ["read", "words", "count"]);
});

Deno.test("Agent keeps runs of two instances apart that are in flight at once", async () => {
  const [a, b] = [new Digest("-"), new Digest("+")];
  const results = await Promise.all([a.run({ text: "a-b+c-d" }), b.run({ text: "a-b+c-d" }), a.run({ text: "x" })]);
  assert.deepEqual(results.map((result) => result.unwrap().count), [3, 2, 1]);
  assert.deepEqual([a.reads, b.reads], [2, 1]);
});

Deno.test("Agent compiles a class once, whatever the number of instances", async () => {
  const asked: string[] = [];
  class Watched extends Agent {
    @state({
      // Compiling a state reads its options once.
      get to() {
        asked.push("to");
        return [];
      },
    })
    only() {
      return 1;
    }
  }
  const results = await Promise.all(Array.from({ length: 100 }, () => new Watched().run()));
  assert.equal(results.length, 100);
  assert.deepEqual(asked, ["to"]);
});

Deno.test("Agent puts the states of the class that it extends first, and an overriding method in the place of the old one", async () => {
  class Loud extends Digest {
    @state({ after: ["words"] })
    shout({ from }: ContextOf<Loud, "words">) {
      return from.words.join("! ");
    }

    override read(context: ContextOf<Loud>): string {
      return super.read(context).toUpperCase();
    }
  }
  const loud = new Loud();
  assert.deepEqual(loud.definition.describe().states.map(({ name }) => name), ["read", "words", "count", "shout"]);
  assert.equal((await loud.run({ text: "to be" })).unwrap().shout, "TO! BE");
  // The class that it extends is as it was.
  assert.deepEqual((await new Digest().run({ text: "to be" })).unwrap().words, ["to", "be"]);
});

Deno.test("Agent keeps the options of a state whose method is overridden, unless the new method has a @state of its own", () => {
  class Base extends Agent {
    @state({ priority: "high" })
    first() {
      return 1;
    }

    @state({ priority: "high" })
    second() {
      return 2;
    }
  }
  class Derived extends Base {
    override first() {
      return 10;
    }

    @state({ after: ["first"] })
    override second() {
      return 20;
    }
  }
  const [first, second] = new Derived().definition.describe().states;
  assert.deepEqual([first!.name, first!.priority, first!.after], ["first", "high", []]);
  assert.deepEqual([second!.name, second!.priority, second!.after], ["second", "normal", [{
    state: "first",
    kind: "all",
  }]]);
});

Deno.test("@state hands every option to the builder", () => {
  class Full extends Agent {
    @state({ entry: true, to: ["rest"], priority: "critical", retry: { maxAttempts: 4 }, timeoutMs: 250 })
    all() {
      return goto("rest");
    }

    @state({ after: ["all"], when: () => true, compensate: () => {} })
    rest() {}
  }
  const [all, rest] = new Full().definition.describe().states;
  assert.deepEqual(all, {
    name: "all",
    after: [],
    to: ["rest"],
    entry: true,
    mapped: false,
    conditional: false,
    priority: "critical",
    maxAttempts: 4,
    timeoutMs: 250,
    compensates: false,
  });
  assert.deepEqual([rest!.conditional, rest!.compensates, rest!.after], [true, true, [{ state: "all", kind: "all" }]]);
});

Deno.test("@state asks when with the instance as this", async () => {
  class Choosy extends Agent {
    constructor(readonly isKeen: boolean) {
      super();
    }

    @state({
      when(this: Choosy) {
        return this.isKeen;
      },
    })
    act() {
      return "acted";
    }
  }
  assert.deepEqual((await new Choosy(true).run()).states.act, { kind: "completed", output: "acted" });
  assert.deepEqual((await new Choosy(false).run()).states.act, { kind: "skipped", skippedState: "act" });
});

Deno.test("@state undoes with the instance as this", async () => {
  class Booking extends Agent {
    readonly cancelled: string[] = [];

    @state({
      compensate(this: Booking, { output }: { output: string }) {
        this.cancelled.push(output);
      },
    })
    seat() {
      return "seat 7";
    }

    @state({ after: ["seat"] })
    pay(): void {
      throw new Error("declined");
    }
  }
  const booking = new Booking(), result = await booking.run();
  assert.deepEqual(result.compensations, [{ state: "seat", kind: "compensated" }]);
  assert.deepEqual(booking.cancelled, ["seat 7"]);
});

Deno.test("@state tries a method again and limits its attempts", async () => {
  class Stubborn extends Agent {
    attempts: number[] = [];

    @state({ retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 100 } }, timeoutMs: 50 })
    hang({ attempt }: ContextOf<Stubborn>) {
      this.attempts.push(attempt);
      return attempt < 3 ? new Promise<string>(() => {}) : "done";
    }
  }
  const clock = new SimulatedClock(), stubborn = new Stubborn(), running = stubborn.run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).unwrap().hang, "done");
  assert.deepEqual(stubborn.attempts, [1, 2, 3]);
  assert.equal(clock.now(), 300);
});

Deno.test("@mapped runs a method once per payload, in the order of sending", async () => {
  class Lengths extends Agent<readonly string[]> {
    readonly unit = 10;

    @state()
    scatter({ input }: ContextOf<Lengths>) {
      return SendAll("measure", input);
    }

    @mapped()
    measure({ payload, index }: MappedContextOf<Lengths, string>) {
      return payload.length * this.unit + index;
    }

    @state({ after: ["measure"] })
    list({ from }: ContextOf<Lengths, "measure">) {
      return from.measure.join();
    }
  }
  assert.equal((await new Lengths().run(["to", "a", "bee"])).unwrap().list, "20,11,32");
});

Deno.test("@mapped asks when for each task, with the instance as this", async () => {
  class Picky extends Agent {
    readonly seen: number[] = [];

    @state()
    scatter() {
      return SendAll("take", [1, 2, 3]);
    }

    @mapped({
      when(this: Picky, { payload }: { payload: number }) {
        this.seen.push(payload);
        return payload < 3;
      },
    })
    take({ payload }: MappedContextOf<Picky, number>) {
      return payload;
    }
  }
  const picky = new Picky(), result = await picky.run();
  assert.deepEqual(picky.seen, [1, 2, 3]);
  assert.deepEqual(result.states.take, { kind: "skipped", skippedState: "take" });
});

Deno.test("Agent.over() stands on an agent: its name, limits, channels, sub-agents and states come first", async () => {
  const child = agent("child").input<number>().state("double", ({ input }) => input * 2);
  const base = agent("research", { maxConcurrent: 1 })
    .input<{ n: number }>()
    .channel("notes", concat<string>())
    .subagent("doubled", child, { input: ({ input }) => input.n });
  class Research extends Agent.over(base) {
    @state({ after: ["doubled"] })
    note({ from }: ContextOf<Research, "doubled">) {
      return Command({ update: { notes: [`twice is ${from.doubled.double}`] }, output: from.doubled.double });
    }

    @state({ after: ["note"] })
    report({ channels, from }: ContextOf<Research, "note">) {
      return `${channels.notes.join()} (${from.note})`;
    }
  }
  const result = await new Research().run({ n: 21 });
  assert.equal(result.unwrap().report, "twice is 42 (42)");
  assert.deepEqual(result.channels.notes, ["twice is 42"]);
  const { name, channels, states } = new Research().definition.describe();
  assert.deepEqual([name, channels, states.map((each) => each.name)], ["research", ["notes"], [
    "doubled",
    "note",
    "report",
  ]]);
});

Deno.test("definition is the builder's agent: it nests, extends and describes", async () => {
  const digest = new Digest("-");
  assert.equal(digest.definition, digest.definition);
  const extended = digest.definition.state("more", { after: ["count"] }, ({ from }) => from.count + 1);
  assert.equal((await extended.run({ text: "a-b" })).unwrap().more, 3);
  const outer = agent("outer").subagent("inner", digest.definition, { input: () => ({ text: "a-b-c" }) });
  assert.equal((await outer.run()).unwrap().inner.count, 3);
  assert.equal(digest.reads, 2);
});

Deno.test("start() gives a handle that tells the events of the methods", async () => {
  const run = new Digest().start({ text: "a b" }), completed: string[] = [];
  for await (const event of run.events()) if (event.type === "state-completed") completed.push(event.state);
  assert.deepEqual(completed, ["read", "words", "count"]);
  assert.equal((await run.result).unwrap().count, 2);
});

Deno.test("Agent refuses definitions that cannot run before anything starts", () => {
  const started: string[] = [];
  class Circular extends Agent {
    @state({ after: ["b"] })
    a(): void {
      started.push("a");
    }

    @state({ after: ["a"] })
    b(): void {}
  }
  class Empty extends Agent {}
  const unnamed = [
    class extends Agent {
      @state()
      only() {}
    },
  ][0]!;
  class Clash extends Agent.over(agent("base").state("twice", () => 1)) {
    @state()
    twice() {
      return 2;
    }
  }
  assert.throws(() => new Circular().run(), /must not wait for themselves: a -> b -> a/);
  assert.throws(() => new Empty().run(), /agent "Empty" as it must have at least one state/);
  assert.throws(() => new unnamed().run(), /the class must have a name: or use Agent.over/);
  assert.throws(() => new Clash().definition, /"twice" is declared twice/);
  assert.deepEqual(started, []);
});

Deno.test("Agent.over() refuses what is no agent to stand on", () => {
  assert.throws(() => Agent.over({} as never), /over what is no agent/);
  assert.throws(() => Agent.over(new Digest().definition), /agent "Digest".*extend the instance's class instead/);
  class Derived extends Digest {}
  assert.throws(() => Derived.over(agent("x")), /only Agent.over/);
});
