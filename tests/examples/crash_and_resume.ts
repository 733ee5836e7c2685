/**
 * Crash and resume: an order is charged, and its process is killed before it is shipped. The next process goes on with
 * all orders that are not over: it ships, and does not charge again.
 *
 * Run it twice with the same path: `deno run -A crash_and_resume.ts orders.db crash`, then without `crash`.
 * @module
 */
import { agent } from "puffinflow";
import { durable, idempotencyKey, sqliteCheckpoints } from "puffinflow/durability";

/** What the example tells of itself. */
export type Tell = (line: string) => void;

function orderAgent(tell: Tell, crashes: boolean) {
  return agent("order").input<{ readonly item: string }>()
    .state("charge", (context) => {
      // A payment service that knows this key charges once, even if the process ends before the charge is recorded.
      tell(`charge ${context.input.item} with key ${idempotencyKey(context)}`);
      return { receipt: 4_711 };
    })
    .state("ship", { after: ["charge"] }, ({ input, from }) => {
      if (crashes) Deno.kill(Deno.pid, "SIGKILL");
      tell(`ship ${input.item}, paid by receipt ${from.charge.receipt}`);
      return "shipped";
    });
}

/**
 * Goes on with all orders that are not over, then takes one.
 *
 * @param path File of the database.
 * @param tell Told what is done.
 * @param crashes Whether the process is killed before it ships.
 * @returns How the order ended.
 */
export async function main(path: string, tell: Tell, crashes = false): Promise<string> {
  const store = sqliteCheckpoints(path), orders = durable(orderAgent(tell, crashes), { store });
  try {
    for (const run of await orders.resumeAll()) await run.result;
    // The same id is the same order: one that was resumed above is over by now, and is not taken again.
    const { ship } = (await orders.run({ item: "book" }, { id: "order-42" })).unwrap();
    return ship;
  } finally {
    await store.close();
  }
}

// deno-lint-ignore no-console -- An example shows what it does.
if (import.meta.main) console.log(await main(Deno.args[0] ?? "orders.db", console.log, Deno.args[1] === "crash"));
