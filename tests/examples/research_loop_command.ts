/**
 * A research loop: looks something up, notes what it finds together with what that leads to, and goes on until
 * nothing is left to look up. `Command` writes notes and routes in one step; channels carry the notes round.
 * @module
 */
import { agent, Command, concat, goto } from "puffinflow";

/** What a source says about a topic, and which topics it points to. */
export interface Finding {
  readonly fact: string;
  readonly seeAlso: readonly string[];
}

/** Looks a topic up. */
export type LookUp = (topic: string) => Promise<Finding>;

/** In a real program: a search engine, or a model with tools. */
const LIBRARY: Readonly<Record<string, Finding>> = {
  puffins: { fact: "Puffins nest in burrows.", seeAlso: ["burrows", "sand eels"] },
  burrows: { fact: "Burrows are a metre deep.", seeAlso: [] },
  "sand eels": { fact: "Puffins carry many sand eels at once.", seeAlso: ["puffins"] },
};

function researcher(lookUp: LookUp) {
  return agent("research", { maxSteps: 50 })
    .input<{ readonly topic: string }>()
    .channel("notes", concat<string>())
    .channel("seen", concat<string>())
    .channel("open", { initial: [] as readonly string[] })
    .state("plan", { to: ["search"] }, ({ input }) => Command({ update: { open: [input.topic] }, goto: "search" }))
    .state("search", { to: ["judge"] }, async ({ channels: { open: [topic = "", ...rest], seen } }) => {
      const { fact, seeAlso } = await lookUp(topic), known = [...seen, topic, ...rest];
      const open = [...rest, ...seeAlso.filter((other) => !known.includes(other))];
      return Command({ update: { notes: [fact], seen: [topic], open }, goto: "judge" });
    })
    .state(
      "judge",
      { to: ["search", "report"] },
      ({ channels }) => goto(channels.open.length > 0 ? "search" : "report"),
    )
    .state("report", ({ channels }) => channels.notes.join(" "));
}

/**
 * Researches a topic.
 *
 * @param topic Where to begin.
 * @param lookUp Where to look.
 * @returns All that was found.
 */
export async function main(topic = "puffins", lookUp: LookUp = inLibrary): Promise<string> {
  const result = await researcher(lookUp).run({ topic });
  return result.unwrap().report;
}

function inLibrary(topic: string): Promise<Finding> {
  return Promise.resolve(LIBRARY[topic] ?? { fact: `Nothing is known about ${topic}.`, seeAlso: [] });
}

// deno-lint-ignore no-console -- An example shows what it does.
if (import.meta.main) console.log(await main());
