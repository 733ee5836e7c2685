/**
 * PuffinFlow beside hand-written promises doing the same, shape by shape: the ratio to the baseline is what
 * the engine costs. States do next to nothing, so everything above the baseline is overhead; each run's
 * answer is checked. Bare `deno bench` runs it without a flag or permission. Intervals come from
 * `puffinbench run`; this is the developer's quick look.
 * @module
 */
import { type Agent, agent, goto } from "puffinflow";

/** An agent built in a loop, whose state names the compiler knows as text only. */
type Looped = Agent<number, Readonly<Record<string, number>>>;

type Step = (x: number) => number | Promise<number>;

/** What a state does in both arms. */
// deno-lint-ignore require-await -- An async function that awaits nothing is the cheapest state there is.
const increment = async (x: number): Promise<number> => (x + 1) & 0xfffff;
const incrementNow = (x: number): number => (x + 1) & 0xfffff;

/** Different inputs that take turns: a remembered answer would be found out. */
const INPUTS = Array.from({ length: 16 }, (_, i) => i * 37);

/** One comparison. */
interface Comparison {
  readonly group: string;
  /** Hand-written. */
  readonly raw: (x: number) => Promise<number>;
  /** What stands beside it, by name. */
  readonly flows: Readonly<Record<string, (x: number) => Promise<number | undefined>>>;
}

async function compare({ group, raw, flows }: Comparison): Promise<void> {
  const answers = await Promise.all(INPUTS.map(raw));
  for (const [name, run] of Object.entries({ promises: raw, ...flows })) {
    let turn = 0;
    Deno.bench({
      name: `${group}: ${name}`,
      group,
      baseline: run === raw,
      async fn() {
        turn = (turn + 1) % INPUTS.length;
        const answer = await run(INPUTS[turn]!);
        if (answer !== answers[turn]) throw new Error(`${group} of ${name} gave ${answer} instead of ${answers[turn]}`);
      },
    });
  }
}

/** Runs an agent and reads one output. */
function outputOf(flow: Looped, state: string): (x: number) => Promise<number | undefined> {
  return async (x) => (await flow.run(x)).output(state);
}

function chain(length: number, step: Step, options: { readonly timeoutMs?: number } = {}): Looped {
  let flow: Looped = agent("chain").input<number>().state("0" as string, options, ({ input }) => step(input));
  for (let i = 1; i < length; i++) {
    flow = flow.state(`${i}`, { ...options, after: [`${i - 1}`] }, ({ values: [x] }) => step(x!));
  }
  return flow;
}

async function rawChain(length: number, x: number): Promise<number> {
  for (let i = 0; i < length; i++) x = await increment(x);
  return x;
}

function fan(width: number): Looped {
  let flow: Looped = agent("fan").input<number>().state("first" as string, ({ input }) => increment(input));
  const branches = Array.from({ length: width }, (_, i) => `${i}`);
  for (const [i, name] of branches.entries()) {
    flow = flow.state(name, { after: ["first"] }, ({ values: [x] }) => increment(x! + i));
  }
  return flow.state("join", { after: branches }, ({ values }) => increment(sum(values)));
}

async function rawFan(width: number, x: number): Promise<number> {
  const first = await increment(x);
  return await increment(sum(await Promise.all(Array.from({ length: width }, (_, i) => increment(first + i)))));
}

function layers(depth: number, width: number): Looped {
  let flow: Looped = agent("layers").input<number>().state("0/0" as string, ({ input }) => increment(input));
  const layer = (i: number) => Array.from({ length: width }, (_, j) => `${i}/${j}`);
  for (const [j, name] of layer(0).entries()) if (j > 0) flow = flow.state(name, ({ input }) => increment(input + j));
  for (let i = 1; i < depth; i++) {
    for (const [j, name] of layer(i).entries()) {
      flow = flow.state(name, { after: layer(i - 1) }, ({ values }) => increment(sum(values) + j));
    }
  }
  return flow.state("sink", { after: layer(depth - 1) }, ({ values }) => increment(sum(values)));
}

async function rawLayers(depth: number, width: number, x: number): Promise<number> {
  const inputs = Array.from({ length: width }, (_, j) => j);
  let values = await Promise.all(inputs.map((j) => increment(x + j)));
  for (let i = 1; i < depth; i++) {
    const total = sum(values);
    values = await Promise.all(inputs.map((j) => increment(total + j)));
  }
  return await increment(sum(values));
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total & 0xfffff;
}

const one = agent("one").input<number>().state("only", ({ input }) => increment(input));
const diamond = agent("diamond").input<number>()
  .state("a", ({ input }) => increment(input))
  .state("b", { after: ["a"] }, ({ from }) => increment(from.a + 1))
  .state("c", { after: ["a"] }, ({ from }) => increment(from.a + 2))
  .state("d", { after: ["b", "c"] }, ({ from }) => increment(from.b + from.c));
const loop = agent("loop").input<number>()
  .state("step", { entry: true }, ({ input, visit }) => increment(input + visit))
  .state("again", { after: ["step"] }, ({ visit }) => visit < 100 ? goto("step") : undefined);
const flaky = async (x: number, attempt: number) => {
  if (attempt < 3) throw new Error("flaky");
  return await increment(x);
};
const retried = agent("retried").input<number>()
  .state("third", { retry: { maxAttempts: 3 } }, ({ input, attempt }) => flaky(input, attempt));

/** A run whose every event is read by someone who does nothing with it. */
async function watched(flow: Looped, x: number, state: string): Promise<number | undefined> {
  const run = flow.start(x), reader = run.events().getReader();
  while (!(await reader.read()).done);
  return (await run.result).output(state);
}

const chain20 = chain(20, increment);

await compare({
  group: "one state",
  raw: increment,
  flows: { PuffinFlow: async (x) => (await one.run(x)).output("only") },
});
await compare({
  group: "chain of 20",
  raw: (x) => rawChain(20, x),
  flows: {
    PuffinFlow: outputOf(chain20, "19"),
    "PuffinFlow, synchronous states": outputOf(chain(20, incrementNow), "19"),
    "PuffinFlow, a limit on every state": outputOf(chain(20, increment, { timeoutMs: 30_000 }), "19"),
    "PuffinFlow, every event read": (x) => watched(chain20, x, "19"),
  },
});
await compare({ group: "fan-out 50", raw: (x) => rawFan(50, x), flows: { PuffinFlow: outputOf(fan(50), "join") } });
await compare({
  group: "diamond",
  raw: async (x) => {
    const a = await increment(x), [b, c] = await Promise.all([increment(a + 1), increment(a + 2)]);
    return await increment(b + c);
  },
  flows: { PuffinFlow: async (x) => (await diamond.run(x)).output("d") },
});
await compare({
  group: "layers 10 by 10",
  raw: (x) => rawLayers(10, 10, x),
  flows: { PuffinFlow: outputOf(layers(10, 10), "sink") },
});
await compare({
  group: "loop of 100 by routing",
  raw: async (x) => {
    let last = 0;
    for (let visit = 1; visit <= 100; visit++) last = await increment(x + visit);
    return last;
  },
  flows: { PuffinFlow: async (x) => (await loop.run(x)).output("step") },
});
await compare({
  group: "retry twice",
  raw: async (x) => {
    for (let attempt = 1;; attempt++) {
      try {
        return await flaky(x, attempt);
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  },
  flows: { PuffinFlow: async (x) => (await retried.run(x)).output("third") },
});
await compare({
  group: "chain of 10,000",
  raw: (x) => rawChain(10_000, x),
  flows: { PuffinFlow: outputOf(chain(10_000, increment), "9999") },
});
