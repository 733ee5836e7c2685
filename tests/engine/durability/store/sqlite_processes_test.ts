import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { sqliteStore } from "../../../../src/engine/durability/store/mod.ts";
import { TemporaryFolder } from "./store_subject.ts";

function command(script: string, args: readonly string[], options: Deno.CommandOptions = {}): Deno.Command {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--quiet", path, ...args], ...options });
}

function numbersIn(output: string): number[] {
  // The last line may be torn, where its writer was killed.
  return output.split("\n").slice(0, -1).map(Number);
}

async function counted(path: string, times: number): Promise<number[]> {
  const { code, stdout, stderr } = await command("./counting_child.ts", [path, String(times)]).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  return numbersIn(new TextDecoder().decode(stdout));
}

Deno.test("sqliteStore() lets processes that open a new file at once count in it, and no count is lost", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("counts.sqlite"), times = 150;
  const counts = (await Promise.all([counted(path, times), counted(path, times), counted(path, times)])).flat();
  assert.deepEqual(counts.sort((a, b) => a - b), Array.from({ length: 3 * times }, (_, index) => index + 1));
  await using store = sqliteStore(path);
  assert.equal((await store.get(["count"]))?.value, 3 * times);
});

Deno.test("sqliteStore() keeps all that it acknowledged when its process is killed", async () => {
  for (const enough of [1, 40, 200]) {
    using folder = new TemporaryFolder();
    const path = folder.file("killed.sqlite");
    const victim = command("./writing_child.ts", [path], { stdout: "piped" }).spawn();
    let output = "";
    for await (const chunk of victim.stdout.pipeThrough(new TextDecoderStream())) {
      output += chunk;
      if (numbersIn(output).length === 0 || numbersIn(output).at(-1)! < enough) continue;
      // It goes on printing until the signal arrives; all of that counts as well.
      try {
        victim.kill("SIGKILL");
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
    await victim.status;
    const acknowledged = numbersIn(output);
    assert.ok(acknowledged.length >= enough);
    await using store = sqliteStore(path);
    const { entries } = await store.list({ prefix: ["n"] }, { limit: 1_000_000 });
    // The one that was under way may be there as well.
    assert.deepEqual(entries.map(({ key }) => key[1]), Array.from(entries, (_, index) => index + 1));
    assert.ok(entries.length >= acknowledged.length && entries.length <= acknowledged.length + 1);
    for (const { key, value } of entries) assert.equal(value, `value ${key[1]}`);
  }
});

Deno.test("sqliteStore() fails with a StoreUnavailableError where it may not write, and loses nothing", async () => {
  using folder = new TemporaryFolder();
  const path = folder.file("s");
  // Nobody's rights count for root: as root, the process runs as somebody else.
  const nobody = 65_534, identity = Deno.uid() === 0 ? { uid: nobody, gid: nobody } : {};
  const opening = command("./opening_child.ts", [path], { ...identity, env: { DENO_DIR: folder.file("cache") } });
  const outcome = async () => new TextDecoder().decode((await opening.output()).stdout).trim();
  Deno.chmodSync(folder.path, 0o777);
  assert.equal(await outcome(), "written");
  Deno.chmodSync(folder.path, 0o555);
  assert.equal(await outcome(), "store-unavailable");
  Deno.chmodSync(folder.path, 0o777);
  assert.equal(await outcome(), "written");
  await using store = sqliteStore(path);
  assert.deepEqual((await store.list({})).entries, [{ key: ["a"], value: 2, version: 2, expiresAtMs: undefined }]);
});
