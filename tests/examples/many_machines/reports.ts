// tests/examples/many_machines/reports.ts
import { agent } from "puffinflow";
import { distributed } from "puffinflow/distributed";

export const reports = agent("reports")
  .input<{ topic: string }>()
  .state("research", async ({ input }) => {
    await new Promise((done) => setTimeout(done, 200));
    return `what is known of ${input.topic}`;
  })
  .state("write", { after: ["research"] }, ({ from }) => `A report on ${from.research}`);

// Each process connects; the server has to keep what it acknowledges (appendonly yes, appendfsync always).
export const fleet = await distributed({
  connection: Deno.env.get("REDIS_URL") ?? "redis://127.0.0.1:6379",
  lockMs: 2_000,
});
