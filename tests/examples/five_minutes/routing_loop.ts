// tests/examples/five_minutes/routing_loop.ts
import { agent, goto } from "puffinflow";

const guess = agent("guess", { maxSteps: 100 })
  .input<{ secret: number }>()
  // A state goes wherever it says, also back to itself: `visit` counts.
  .state("try", { entry: true, to: ["try", "found"] }, ({ input, visit }) => {
    return goto(visit === input.secret ? "found" : "try");
  })
  .state("found", ({ input }) => `It is ${input.secret}`);

const result = await guess.run({ secret: 7 });
export const { found } = result.unwrap(); // "It is 7"
