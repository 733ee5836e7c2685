// tests/examples/five_minutes/hello.ts
import { agent } from "puffinflow";

const hello = agent("hello")
  .input<{ name: string }>()
  .state("greet", ({ input }) => `Hello, ${input.name}!`);

const result = await hello.run({ name: "Ada" });
export const { greet } = result.unwrap(); // "Hello, Ada!"
