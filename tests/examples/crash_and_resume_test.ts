import assert from "node:assert/strict";
import { main } from "./crash_and_resume.ts";

Deno.test("crash_and_resume charges in one process, ships in the next, and does neither twice", async () => {
  const directory = await Deno.makeTempDir(), path = `${directory}/orders.db`, told: string[] = [];
  const example = import.meta.resolve("./crash_and_resume.ts"), args = ["run", "-A", "--no-check", "--quiet"];
  const killed = await new Deno.Command(Deno.execPath(), { args: [...args, example, path, "crash"] }).output();
  assert.equal(killed.signal, "SIGKILL");
  assert.equal(new TextDecoder().decode(killed.stdout), "charge book with key order-42:charge#1\n");
  assert.equal(await main(path, (line) => told.push(line)), "shipped");
  assert.deepEqual(told, ["ship book, paid by receipt 4711"]);
  assert.equal(await main(path, (line) => told.push(line)), "shipped");
  assert.equal(told.length, 1);
  await Deno.remove(directory, { recursive: true });
});
