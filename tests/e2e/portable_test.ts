/**
 * The portable file, as it behaves on machines that are not like ours. What it runs is of no matter
 * here, so all of this holds for the small file too that is made where PUFFIN_BIN names no portable one.
 */
import assert from "node:assert/strict";
import { basename, dirname } from "node:path";
import { BARE_TOOLS, pathOf } from "./bare_path.ts";
import { type Ending, endOf, inDirectory, spawn } from "./command.ts";
import { canMount, withMounted } from "./mount.ts";
import { givenPortableFile, makePortableFile } from "./portable_file.ts";

const PATH = Deno.env.get("PATH")!;

const workshop = await Deno.makeTempDir();
const file = await givenPortableFile() ?? await makePortableFile(workshop);
const mounts = await canMount();
const whereMounts = mounts ? "" : " (not run: this system lets us mount nothing)";

Deno.test.afterAll(() => Deno.remove(workshop, { recursive: true }));

function assertVersion({ exitCode, stdout, stderr }: Ending): void {
  assert.deepEqual([exitCode, stderr], [0, ""]);
  assert.match(stdout, /\d+\.\d+\.\d+/);
}

async function namesIn(directory: string): Promise<string[]> {
  const names = await Array.fromAsync(Deno.readDir(directory), ({ name }) => name);
  return names.sort();
}

/** The one directory in a cache that holds the program. */
async function installedIn(cache: string): Promise<string> {
  const directories = await Array.fromAsync(Deno.readDir(cache), ({ name, isDirectory }) => isDirectory ? [name] : []);
  const [name, ...others] = directories.flat();
  assert.deepEqual(others, []);
  return `${cache}/${name}`;
}

Deno.test("the portable file unpacks with only POSIX tools, tar and gzip, and then needs no tool at all", () =>
  inDirectory(async (home) => {
    const tools = await pathOf(home, BARE_TOOLS);
    assertVersion(await endOf([file, "--version"], { env: { PATH: tools, HOME: home } }));
    await installedIn(`${home}/.cache/puffinbench`);
    const nothing = await pathOf(home, []);
    assertVersion(await endOf([file, "--version"], { env: { PATH: nothing, HOME: home } }));
  }));

Deno.test("the portable file hands on its arguments and the exit code", () =>
  inDirectory(async (home) => {
    const ending = await endOf([file, "no such * command"], { env: { PATH, HOME: home } });
    assert.equal(ending.exitCode, 2);
    assert.match(ending.stderr, /no such \* command/);
  }));

for (const missing of ["tar", "gzip"]) {
  Deno.test(`the portable file says so when ${missing} is missing`, () =>
    inDirectory(async (home) => {
      const tools = await pathOf(home, BARE_TOOLS.filter((tool) => tool !== missing));
      const ending = await endOf([file, "--version"], { env: { PATH: tools, HOME: home } });
      assert.equal(ending.exitCode, 69);
      assert.equal(ending.stderr, `puffinbench: cannot unpack itself as ${missing} must be on the PATH\n`);
    }));
}

for (
  const { harm, harmed } of [
    { harm: "a flipped bit", harmed: (bytes: Uint8Array) => bytes.with(bytes.length - 100, bytes.at(-100)! ^ 1) },
    { harm: "its end missing", harmed: (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1000) },
  ]
) {
  Deno.test(`the portable file refuses to unpack with ${harm}`, () =>
    inDirectory(async (home) => {
      const copy = `${home}/copy`;
      await Deno.writeFile(copy, harmed(await Deno.readFile(file)), { mode: 0o755 });
      const ending = await endOf([copy, "--version"], { env: { PATH, HOME: home } });
      assert.equal(ending.exitCode, 65);
      assert.equal(ending.stderr, `puffinbench: ${copy} is damaged: get the file again\n`);
      assert.deepEqual(await namesIn(`${home}/.cache/puffinbench`), []);
    }));
}

Deno.test("the portable file unpacks once when eight start at the same time", () =>
  inDirectory(async (home) => {
    const first = () => endOf([file, "--version"], { env: { PATH, HOME: home } });
    for (const ending of await Promise.all(Array.from({ length: 8 }, first))) assertVersion(ending);
    const installed = await installedIn(`${home}/.cache/puffinbench`);
    assert.deepEqual(await namesIn(dirname(installed)), [basename(installed), `${basename(installed)}.lock`]);
  }));

for (const { part, atOnce } of [{ part: "deno", atOnce: 4 }, { part: "app/main.js", atOnce: 1 }]) {
  Deno.test(`the portable file unpacks itself again when ${part} is gone from its cache, ${atOnce} at once`, () =>
    inDirectory(async (home) => {
      const run = () => endOf([file, "--version"], { env: { PATH, HOME: home } });
      assertVersion(await run());
      const installed = await installedIn(`${home}/.cache/puffinbench`);
      await Deno.remove(`${installed}/${part}`);
      for (const ending of await Promise.all(Array.from({ length: atOnce }, run))) assertVersion(ending);
      await Deno.stat(`${await installedIn(`${home}/.cache/puffinbench`)}/${part}`);
    }));
}

Deno.test("the portable file runs from a cache that cannot be written to" + whereMounts, {
  ignore: !mounts,
}, () =>
  inDirectory(async (home) => {
    const cache = `${home}/cache`;
    await Deno.mkdir(cache);
    // Whoever is root writes to everything, except where the file system itself forbids it.
    const script = '"$0" --version && mount -o remount,ro "$PUFFIN_CACHE_DIR" && exec "$0" --version';
    const env = { PATH, HOME: "/nowhere", TMPDIR: "/nowhere", PUFFIN_CACHE_DIR: cache };
    const ending = await endOf(withMounted(cache, "size=512m", ["sh", "-c", script, file]), { env });
    assertVersion(ending);
    assert.equal(ending.stdout.trim().split("\n").length, 2);
  }));

Deno.test("the portable file takes the next directory when programs cannot run from the first" + whereMounts, {
  ignore: !mounts,
}, () =>
  inDirectory(async (home) => {
    const cache = `${home}/cache`;
    await Deno.mkdir(cache);
    const env = { PATH, HOME: home, PUFFIN_CACHE_DIR: cache };
    assertVersion(await endOf(withMounted(cache, "noexec", [file, "--version"]), { env }));
    await installedIn(`${home}/.cache/puffinbench`);
  }));

Deno.test(
  "the portable file leaves nothing behind where the disk is full" + whereMounts,
  { ignore: !mounts },
  () =>
    inDirectory(async (home) => {
      const disk = `${home}/disk`;
      await Deno.mkdir(disk);
      const env = { PATH, HOME: disk, TMPDIR: disk };
      const script = '"$0" --version; code=$?; find "$HOME" -type f; exit "$code"';
      const ending = await endOf(withMounted(disk, "size=4k", ["sh", "-c", script, file]), { env });
      assert.equal(ending.exitCode, 73);
      assert.equal(ending.stdout, "");
      assert.match(ending.stderr, /set PUFFIN_CACHE_DIR/);
    }),
);

Deno.test("the portable file names each directory it tried and why when none will do", () =>
  inDirectory(async (home) => {
    await Deno.writeTextFile(`${home}/file`, "");
    const env = { PATH, PUFFIN_CACHE_DIR: `${home}/file/a`, HOME: `${home}/file`, TMPDIR: `${home}/file` };
    const ending = await endOf([file, "--version"], { env });
    assert.equal(ending.exitCode, 73);
    const [advice, ...tried] = ending.stderr.trimEnd().split("\n");
    assert.match(advice!, /^puffinbench: cannot unpack itself: set PUFFIN_CACHE_DIR to a directory/);
    assert.deepEqual(tried.map((line) => line.replace(/\d+:/, "ID:")), [
      `  ${home}/file/a: cannot be created`,
      `  ${home}/file/.cache/puffinbench: cannot be created`,
      `  ${home}/file/puffinbench-ID: cannot be created`,
    ]);
  }));

Deno.test("the portable file unpacks into a private directory for temporary files when there is no HOME", () =>
  inDirectory(async (temporary) => {
    assertVersion(await endOf([file, "--version"], { env: { PATH, TMPDIR: temporary } }));
    const [name] = await namesIn(temporary);
    assert.equal(name, `puffinbench-${Deno.uid()}`);
    assert.equal((await Deno.stat(`${temporary}/${name}`)).mode! & 0o777, 0o700);
    assertVersion(await endOf([file, "--version"], { env: { PATH, TMPDIR: temporary } }));
  }));

Deno.test("the portable file trusts no link among the temporary files", () =>
  inDirectory(async (temporary) => {
    await Deno.mkdir(`${temporary}/elsewhere`);
    await Deno.symlink(`${temporary}/elsewhere`, `${temporary}/puffinbench-${Deno.uid()}`);
    const ending = await endOf([file, "--version"], { env: { PATH, TMPDIR: temporary } });
    assert.equal(ending.exitCode, 73);
    assert.match(ending.stderr, /belongs to somebody else or is a link/);
    assert.deepEqual(await namesIn(`${temporary}/elsewhere`), []);
  }));

Deno.test("the portable file ignores a cache directory that is not absolute, as the XDG specification asks", () =>
  inDirectory(async (home) => {
    const env = { PATH, HOME: home, XDG_CACHE_HOME: "relative" };
    assertVersion(await endOf([file, "--version"], { env, cwd: home }));
    assert.deepEqual(await namesIn(home), [".cache"]);
  }));

Deno.test("the portable file runs from a path with spaces, through a link, through PATH and by its name", () =>
  inDirectory(async (home) => {
    const place = `${home}/a place with 'quotes'`;
    await Deno.mkdir(place);
    await Deno.copyFile(file, `${place}/puffinbench`);
    await Deno.symlink(`${place}/puffinbench`, `${home}/link`);
    const caches = ["by path", "by link", "by PATH", "by name"].map((way) => `${home}/${way}`);
    const ways = [
      [`${place}/puffinbench`, "--version"],
      [`${home}/link`, "--version"],
      ["sh", "-c", "puffinbench --version"],
      ["sh", "puffinbench", "--version"],
    ];
    for (const [index, command] of ways.entries()) {
      const env = { PATH: `${place}:${PATH}`, PUFFIN_CACHE_DIR: caches[index]! };
      assertVersion(await endOf(command, { env, cwd: place }));
    }
  }));

Deno.test("the portable file cleans up and exits with 143 when it is asked to end while unpacking", () =>
  inDirectory(async (home) => {
    const tools = await pathOf(home, BARE_TOOLS.filter((tool) => tool !== "tar"));
    const [started, goOn] = [`${home}/started`, `${home}/go-on`];
    assert.equal((await endOf(["mkfifo", started, goOn], { env: { PATH } })).exitCode, 0);
    // Instead of tar: tells that unpacking has begun, and ends when it is told to.
    const tar = `#!/bin/sh\ncat >/dev/null\necho >'${started}'\ncat '${goOn}'\n`;
    await Deno.writeTextFile(`${tools}/tar`, tar, { mode: 0o755 });
    const child = spawn([file, "--version"], { env: { PATH: tools, HOME: home } });
    await Deno.readTextFile(started);
    child.kill("SIGTERM");
    await Deno.writeTextFile(goOn, "");
    const { code } = await child.output();
    assert.equal(code, 143);
    assert.deepEqual(await namesIn(`${home}/.cache/puffinbench`), []);
  }));
