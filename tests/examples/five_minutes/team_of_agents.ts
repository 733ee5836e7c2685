// tests/examples/five_minutes/team_of_agents.ts
import { agent } from "puffinflow";
import { member, team } from "puffinflow/team";

const optimist = agent("optimist").input<string>().state("guess", ({ input }) => input.length * 2);
const realist = agent("realist").input<string>().state("guess", ({ input }) => input.length);
const absent = agent("absent").state("guess", (): number => {
  throw new Error("on holiday");
});

const jury = team("jury", {
  optimist: member(optimist, (text: string) => text),
  realist: member(realist, (text: string) => text),
  absent: member(absent),
});

// All are heard: the default is to collect. Other policies end with the first failure, or when enough have answered.
const result = await jury.run("puffin");
export const { status } = result; // "partial"
export const guesses = [result.outputs.optimist?.guess, result.outputs.realist?.guess]; // [12, 6]
