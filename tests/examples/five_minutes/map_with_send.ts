// tests/examples/five_minutes/map_with_send.ts
import { agent, type MappedContext, SendAll } from "puffinflow";

const lengths = agent("lengths", { maxConcurrent: 8 })
  .input<{ words: readonly string[] }>()
  .state("scatter", ({ input }) => SendAll("measure", input.words))
  // Runs once for each payload that is sent to it; its output is the list of all outputs.
  .map("measure", ({ payload }: MappedContext<unknown, string>) => payload.length)
  .state("longest", { after: ["measure"] }, ({ from }) => Math.max(...from.measure));

const result = await lengths.run({ words: ["a", "puffin", "flew"] });
export const { longest } = result.unwrap(); // 6
