// tests/examples/many_machines/worker.ts
// deno-lint-ignore-file no-console -- An example shows what it does.
import { fleet, reports } from "./reports.ts";

const worker = fleet.worker([reports], { concurrency: 4 });
await worker.ready;
console.log(`worker ${Deno.pid} is ready`);

// Asked to end, it gives back what it does not finish within a second; killed, its lock ends after two.
Deno.addSignalListener("SIGTERM", async () => {
  await worker.close({ graceMs: 1_000 });
  await fleet.close();
  Deno.exit(0);
});
