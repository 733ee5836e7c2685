// tests/examples/five_minutes/durable_run.ts
import { agent } from "puffinflow";
import { durable, memoryCheckpoints, waitFor } from "puffinflow/durability";

let drafts = 0;
const article = agent("article")
  .input<{ topic: string }>()
  .state("draft", ({ input }) => `draft ${++drafts} about ${input.topic}`)
  // Waits for as long as it takes, however often the process is restarted meanwhile.
  .state("approved", { after: ["draft"] }, (context) => waitFor<string>(context, "approval"))
  .state("publish", { after: ["draft", "approved"] }, ({ from }) => `${from.draft}, approved by ${from.approved}`);

// sqliteCheckpoints("runs.db") survives the process; this one is for tests.
const articles = durable(article, { store: memoryCheckpoints() });
const run = await articles.start({ topic: "puffins" }, { id: "article-1" });
await run.suspend(); // as if the process had ended here

const resumed = await articles.resume("article-1");
await articles.signal("article-1", "approval", "Ada");
export const { publish } = (await resumed.result).unwrap(); // "draft 1 about puffins, approved by Ada"
