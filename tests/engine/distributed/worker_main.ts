/**
 * A worker as a process of its own. Arguments: address of the server, file of the ledger, runs at once. It prints
 * "ready" when it works, and ends in good order on SIGTERM.
 */
import { distributed } from "puffinflow/distributed";
import { diamondOf } from "./diamond.ts";

const [connection, ledger, concurrency] = Deno.args;
const fleet = await distributed({ connection: connection!, durability: "relaxed", lockMs: 1_000 });
const file = Deno.openSync(ledger!, { append: true });
const diamond = diamondOf((n, state) => file.writeSync(new TextEncoder().encode(`${n} ${state}\n`)));
const worker = fleet.worker([diamond], { concurrency: Number(concurrency) });
await worker.ready;
Deno.addSignalListener("SIGTERM", async () => {
  await worker.close({ graceMs: 100 });
  await fleet.close();
  Deno.exit(0);
});
// deno-lint-ignore no-console -- printing is how the process reports
console.log("ready");
