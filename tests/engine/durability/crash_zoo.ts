/**
 * Agents of every kind that runs can be cut off in, and what to expect of them: the same result, however often and
 * wherever the run was cut off. What their states give depends on nothing but what they are given.
 * @module
 */
import { agent, Command, concat, goto, type MappedContext, Send, SendAll, sum, xor } from "puffinflow";
import type { AnyStateContext } from "puffinflow/durability";
import { DefinedAgent } from "../../../src/engine/agent/defined_agent.ts";

/** Told of each step that is carried out. */
export type Told = (context: AnyStateContext) => void;

/** Lets others go first a few times: more often for one state than for another. */
async function loiter(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await Promise.resolve();
}

function chain(told: Told): unknown {
  return agent("chain").input<number>()
    .state("a", (context) => (told(context), context.input + 1))
    .state("b", { after: ["a"] }, async (context) => {
      told(context);
      await loiter(3);
      return context.from.a * 2;
    })
    .state("c", { after: ["b"] }, (context) => (told(context), { b: context.from.b, at: new Date(0), big: 10n }));
}

function wide(told: Told): unknown {
  let built = agent("wide", { maxConcurrent: 3 }).state("first", () => 1);
  for (let i = 0; i < 8; i++) {
    built = built.state(`w${i}`, { after: ["first"] }, async (context) => {
      told(context as never);
      await loiter((i * 5) % 7);
      return i;
    }) as never;
  }
  return (built as never as ReturnType<typeof agent>)
    .state("last", { after: Array.from({ length: 8 }, (_, i) => `w${i}`) as never }, (context) => {
      told(context as never);
      return (context.values as number[]).reduce((sum, value) => sum + value, 0);
    });
}

function loop(told: Told): unknown {
  return agent("loop")
    .channel("seen", concat<number>())
    .state("step", { entry: true }, async (context) => {
      told(context);
      await loiter(context.visit % 3);
      const update = { seen: [context.visit] };
      return context.visit < 6
        ? Command({ update, goto: "step", output: context.visit })
        : Command({ update, goto: "end", output: context.visit });
    })
    .state("end", { entry: false }, (context) => (told(context), context.channels.seen.join()));
}

function scatter(told: Told): unknown {
  return agent("scatter").input<number>()
    .channel("total", sum())
    .map("square", async (context: MappedContext<number, number>) => {
      told(context);
      await loiter((context.payload * 3) % 5);
      return Command({ update: { total: context.payload }, output: context.payload ** 2 });
    })
    .map("none", (context: MappedContext<number, string>) => (told(context), context.payload))
    .state("send", (context) => {
      told(context);
      return [SendAll("square", [1, 2, 3, 4]), Send("square", context.input), SendAll("none", [] as string[])];
    })
    .state("gather", { after: ["square", "none"] }, (context) => {
      told(context);
      return [...context.from.square, context.from.none.length, context.channels.total];
    });
}

function nested(told: Told): unknown {
  const inner = agent("inner").input<number>()
    .state("in", (context) => (told(context), context.input))
    .state("turn", { entry: false }, (context) => {
      told(context);
      return context.visit < 3 ? goto("turn") : Command({ output: context.input * 10 });
    })
    .state("go", { after: ["in"] }, (context) => (told(context), goto("turn")))
    .state("out", { after: ["turn"] }, (context) => (told(context), context.input * 10));
  return agent("nested")
    .state("before", async (context) => {
      told(context);
      await loiter(2);
      return 2;
    })
    .subagent("x", inner, { after: ["before"], input: () => 3, output: ({ out }) => out })
    .subagent("y", inner, { input: () => 4, output: ({ out }) => out })
    .state("sum", { after: ["before", "x", "y"] }, ({ from }) => from.before + from.x + from.y);
}

function failing(told: Told): unknown {
  return agent("failing")
    .state("good", async (context) => {
      told(context);
      await loiter(4);
      return 1;
    })
    .state("bad", { retry: { maxAttempts: 3 } }, async (context): Promise<number> => {
      told(context);
      await loiter(1);
      throw new RangeError(`attempt ${context.attempt}`);
    })
    .state("never", { after: ["bad"] }, () => 2)
    .state("other", { after: ["good"] }, (context) => (told(context), 3));
}

function saga(told: Told): unknown {
  return agent("saga")
    .state("book", { compensate: () => {} }, (context) => (told(context), "booked"))
    .state("pay", { after: ["book"], compensate: () => Promise.reject(new Error("no refund")) }, async (context) => {
      told(context);
      await loiter(2);
      return "paid";
    })
    .state("ship", { after: ["pay"] }, (context): string => {
      told(context);
      throw new Error("no ship");
    });
}

function routes(told: Told): unknown {
  return agent("routes")
    .state("choose", (context) => (told(context), goto("left")))
    .state("left", { entry: false }, async (context) => {
      told(context);
      await loiter(2);
      return await context.once("deed", () => Promise.resolve("left"));
    })
    .state("right", { entry: false }, () => "right")
    .state("either", { after: xor("left", "right") }, ({ from }) => [from.left, from.right]);
}

/** All kinds. */
const KINDS = { chain, wide, loop, scatter, nested, failing, saga, routes };

/** Names of all kinds. */
export const ZOO: readonly string[] = Object.keys(KINDS);

/**
 * Makes an agent.
 *
 * @param kind Which.
 * @param told Told of each step that is carried out.
 * @returns The agent; its input is the number 5.
 */
export function zooAgent(kind: string, told: Told = () => {}): DefinedAgent {
  const made = KINDS[kind as keyof typeof KINDS](told);
  if (made instanceof DefinedAgent) return made;
  throw new TypeError(`There is no agent of kind ${kind}`);
}

/** What is compared of a result. */
interface Compared {
  readonly status: string;
  readonly outputs: unknown;
  readonly states: Readonly<Record<string, { readonly kind: string; readonly error?: unknown }>>;
  readonly channels: unknown;
  readonly compensations: readonly { readonly state: string; readonly kind: string; readonly error?: unknown }[];
  readonly error?: unknown;
}

/**
 * Puts a result into a form that can be compared: errors are no longer of their class in a resumed run.
 *
 * @param result A result.
 * @returns Plain data.
 */
export function picture(result: unknown): unknown {
  const { status, outputs, states, channels, compensations, error } = result as Compared;
  return {
    status,
    outputs: { ...outputs as object },
    channels: { ...channels as object },
    error: textOf(error),
    states: Object.fromEntries(
      Object.entries(states).map(([name, outcome]) => [name, { ...outcome, error: textOf(outcome.error) }]),
    ),
    compensations: compensations.map((done) => ({ ...done, error: textOf(done.error) })),
  };
}

function textOf(error: unknown): string | undefined {
  return error instanceof Error ? `${error.name}: ${error.message}` : undefined;
}
