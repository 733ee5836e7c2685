// tests/examples/many_machines/submit.ts
// deno-lint-ignore-file no-console -- An example shows what it does.
import { fleet, reports } from "./reports.ts";

const topics = Array.from({ length: 40 }, (_, n) => `puffin ${n + 1}`);
// Once run() has returned, the server has the run. The same id is the same run: submitting twice does no harm.
const runs = await Promise.all(topics.map((topic) => fleet.run(reports, { topic }, { id: topic })));
console.log(`${runs.length} runs are submitted`);

for (const [index, run] of runs.entries()) {
  const { write } = (await run.result()).unwrap();
  if ((index + 1) % 10 === 0) console.log(`${index + 1} are done, the last one: ${write}`);
}
await fleet.close();
