// tests/examples/five_minutes/dependencies.ts
import { agent } from "puffinflow";

const digest = agent("digest")
  .input<{ text: string }>()
  .state("read", async ({ input }) => await Promise.resolve(input.text))
  // These two wait for the same state, so they run side by side.
  .state("words", { after: ["read"] }, ({ from }) => from.read.split(" ").length)
  .state("title", { after: ["read"] }, ({ from }) => from.read.slice(0, 5))
  // `from` has the outputs of the states named in `after`, with their types.
  .state("page", { after: ["words", "title"] }, ({ from }) => `${from.title}: ${from.words} words`);

const result = await digest.run({ text: "Puffs of smoke" });
export const { page } = result.unwrap(); // "Puffs: 3 words"
