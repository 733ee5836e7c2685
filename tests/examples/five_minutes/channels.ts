// tests/examples/five_minutes/channels.ts
import { agent, Command, concat, sum } from "puffinflow";

const order = agent("order")
  .channel("log", concat<string>())
  .channel("cents", sum())
  // Two states write side by side; the reducers merge, in the order in which the states are declared.
  .state("coffee", () => Command({ update: { log: ["coffee"], cents: 320 } }))
  .state("cake", () => Command({ update: { log: ["cake"], cents: 450 } }))
  .state("bill", { after: ["coffee", "cake"] }, ({ channels }) => `${channels.log.join(" and ")}: ${channels.cents}`);

const result = await order.run();
export const { bill } = result.unwrap(); // "coffee and cake: 770"
