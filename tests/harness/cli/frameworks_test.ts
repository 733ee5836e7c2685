import assert from "node:assert/strict";
import { join } from "node:path";
import { cli } from "../../../src/harness/cli/cli.ts";
import { EXIT_CODE } from "../../../src/harness/cli/exit_code.ts";
import { examineFrameworks } from "../../../src/harness/cli/frameworks_doctor.ts";
import { installFrameworks } from "../../../src/harness/cli/frameworks_install.ts";
import { lockDigest, PYTHON_ENVIRONMENTS, pythonEnvironment } from "../../../src/harness/python/environments.ts";
import { InstallError } from "../../../src/harness/python/install.ts";
import { STAMP } from "../../../src/harness/python/installed.ts";
import { fakeIo } from "./fake_io.ts";

const LOOKS = { color: "auto", ascii: false } as const;

/** A cache of its own, with an environment that looks installed. */
async function inCache(test: (io: ReturnType<typeof fakeIo>, cache: string) => Promise<void>): Promise<void> {
  const cache = await Deno.makeTempDir();
  try {
    const name = `langgraph-${lockDigest(pythonEnvironment("langgraph"))}-py3.11.7`;
    const directory = join(cache, "python", "environments", name);
    await Deno.mkdir(directory, { recursive: true });
    await Deno.writeTextFile(join(directory, STAMP), "{}");
    const env = { LANG: "C.UTF-8", PUFFIN_CACHE_DIR: cache };
    await test(fakeIo({ env }), cache);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

Deno.test("frameworks list says which are installed, and how to install the others", () =>
  inCache(async (io) => {
    assert.equal(await cli(["frameworks", "list"], io), 0);
    assert.match(io.written.stdout, /^langgraph +\d+\.\d+\.\d+ +installed/m);
    assert.match(io.written.stdout, /^prefect +\d+\.\d+\.\d+ +not installed/m);
    const { stdout } = io.written;
    assert.match(stdout, /Install with: puffinbench frameworks install puffinflow llamaindex dagster\s+prefect/);
  }));

Deno.test("frameworks install goes on with the next one when one cannot be installed, and fails in the end", () =>
  inCache(async (io) => {
    const asked: string[] = [];
    const exitCode = await installFrameworks([], io, ({ name }, { onStep }) => {
      asked.push(name);
      onStep({ kind: "packages", done: 0, all: 9 });
      if (name === "dagster") throw new InstallError("Cannot install dagster as the index must be reachable: no");
      return Promise.resolve({ kind: "installed", directory: "/there", probe: null });
    });
    assert.equal(exitCode, EXIT_CODE.notMeasured);
    assert.deepEqual(asked, PYTHON_ENVIRONMENTS.map(({ name }) => name));
    assert.match(io.written.stderr, /^ {2}dagster: fetches 9 packages$/m);
    assert.match(io.written.stderr, /^ {2}Cannot install dagster as the index must be reachable: no$/m);
    assert.match(io.written.stderr, /^ {2}Prefect \S+ installed in 00:00$/m);
  }));

Deno.test("frameworks install stops at Ctrl-C", () =>
  inCache(async (io) => {
    const asked: string[] = [];
    const exitCode = await installFrameworks([], io, ({ name }) => {
      asked.push(name);
      io.interrupt();
      throw new InstallError("Cannot install it");
    });
    assert.deepEqual([exitCode, asked.length], [EXIT_CODE.notMeasured, 1]);
    assert.match(io.written.stderr, /: interrupted; what was fetched is kept$/m);
  }));

Deno.test("frameworks doctor shows what works, what does not and why, and what is not installed", () =>
  inCache(async (io) => {
    const probe = (subject: string) =>
      Promise.resolve({
        subject,
        versions: { python: "3.11.7" },
        shapes: [{ shape: "chain" as const, fault: subject === "langgraph-python" ? "gave 1 instead of 2" : null }],
      });
    assert.equal(await examineFrameworks([], { looks: LOOKS, io }, probe), EXIT_CODE.notMeasured);
    const { stdout } = io.written;
    assert.match(stdout, /^✓ raw-python {2}python 3\.11\.7$/m);
    assert.match(stdout, /^✗ langgraph-python .*\n +chain: gave 1 instead of 2$/m);
    assert.match(stdout, /^– prefect not installed: puffinbench frameworks install prefect$/m);
    assert.equal(await examineFrameworks(["prefect"], { looks: LOOKS, io }, probe), EXIT_CODE.notMeasured);
  }));

Deno.test("frameworks remove removes what is named, other builds' included, and leaves the rest", () =>
  inCache(async (io, cache) => {
    const old = join(cache, "python", "environments", "prefect-0123456789ab-py3.12.1");
    await Deno.mkdir(old);
    assert.equal(await cli(["frameworks", "remove", "prefect"], io), 0);
    const left = await Array.fromAsync(Deno.readDir(join(cache, "python", "environments")), ({ name }) => name);
    assert.deepEqual(left.map((name) => name.split("-")[0]), ["langgraph"]);
    assert.equal(await cli(["frameworks", "remove", "prefect"], io), 0);
    assert.match(
      io.written.stderr,
      /^removed prefect-0123456789ab-py3\.12\.1\npuffinbench: there was nothing to remove$/m,
    );
  }));

Deno.test("frameworks claims needs PuffinFlow for Python, and says how to install it", () =>
  inCache(async (io) => {
    assert.equal(await cli(["frameworks", "claims"], io), 2);
    assert.match(io.written.stderr, /puffinbench frameworks install puffinflow$/m);
  }));

Deno.test("frameworks refuses names that there are not", () =>
  inCache(async (io) => {
    assert.equal(await cli(["frameworks", "install", "prefekt"], io), 2);
    assert.match(io.written.stderr, /did you mean "prefect"/);
  }));
