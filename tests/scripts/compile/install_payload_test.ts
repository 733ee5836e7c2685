import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../../scripts/compile/build.ts";
import { endOf } from "../../../scripts/run_command.ts";

const INSTALLER = fileURLToPath(new URL("../../../scripts/compile/install_payload.js", import.meta.url));

/** A cache directory with one payload unpacked in it, as the stub leaves it. */
async function withUnpacked(test: (cache: string) => Promise<void>): Promise<void> {
  const cache = await Deno.makeTempDir();
  try {
    await unpackInto(`${cache}/.new-1`);
    await test(cache);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

async function unpackInto(directory: string): Promise<void> {
  await Deno.mkdir(`${directory}/app`, { recursive: true });
  await Deno.writeTextFile(`${directory}/app/main.js`, "1;\n");
  await Deno.writeTextFile(`${directory}/manifest.json`, JSON.stringify({ files: { "app/main.js": sha256("1;\n") } }));
}

async function install(cache: string, unpacked = ".new-1") {
  const command = [Deno.execPath(), "run", "-A", "--no-config", INSTALLER, `${cache}/${unpacked}`, `${cache}/id`];
  return await endOf(command, { env: { NO_COLOR: "1" } });
}

async function namesIn(directory: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(directory), ({ name }) => name)).sort();
}

Deno.test("install_payload moves a sound payload to its place", () =>
  withUnpacked(async (cache) => {
    assert.deepEqual(await install(cache), { exitCode: 0, stdout: "", stderr: "" });
    assert.deepEqual(await namesIn(cache), ["id", "id.lock"]);
    assert.equal(await Deno.readTextFile(`${cache}/id/app/main.js`), "1;\n");
  }));

Deno.test("install_payload names the file that is not what was packed, and installs nothing", () =>
  withUnpacked(async (cache) => {
    await Deno.writeTextFile(`${cache}/.new-1/app/main.js`, "2;\n");
    assert.deepEqual(await install(cache), { exitCode: 65, stdout: "", stderr: "app/main.js is damaged\n" });
    assert.deepEqual(await namesIn(cache), [".new-1"]);
  }));

Deno.test("install_payload leaves a complete installation alone when it comes second", () =>
  withUnpacked(async (cache) => {
    await install(cache);
    await Deno.writeTextFile(`${cache}/id/of-the-first`, "");
    await unpackInto(`${cache}/.new-2`);
    assert.equal((await install(cache, ".new-2")).exitCode, 0);
    assert.deepEqual(await namesIn(`${cache}/id`), ["app", "manifest.json", "of-the-first"]);
  }));

for (
  const { harm, inflict } of [
    { harm: "lacks a file", inflict: (home: string) => Deno.remove(`${home}/app/main.js`) },
    { harm: "has a file cut short", inflict: (home: string) => Deno.writeTextFile(`${home}/app/main.js`, "1") },
  ]
) {
  Deno.test(`install_payload replaces an installation that ${harm}`, () =>
    withUnpacked(async (cache) => {
      await install(cache);
      await inflict(`${cache}/id`);
      await unpackInto(`${cache}/.new-2`);
      assert.equal((await install(cache, ".new-2")).exitCode, 0);
      assert.deepEqual(await namesIn(cache), ["id", "id.lock"]);
      assert.deepEqual(await namesIn(`${cache}/id`), ["app", "manifest.json"]);
      assert.equal(await Deno.readTextFile(`${cache}/id/app/main.js`), "1;\n");
    }));
}

Deno.test("install_payload removes what a run left that was killed over an hour ago, and nothing younger", () =>
  withUnpacked(async (cache) => {
    await Deno.mkdir(`${cache}/.new-7`);
    await Deno.mkdir(`${cache}/.new-8`);
    const overAnHourAgo = new Date(Date.now() - 3_700_000);
    await Deno.utime(`${cache}/.new-7`, overAnHourAgo, overAnHourAgo);
    await install(cache);
    assert.deepEqual(await namesIn(cache), [".new-8", "id", "id.lock"]);
  }));
