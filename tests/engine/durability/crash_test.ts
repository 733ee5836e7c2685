/**
 * Runs that crash at a write: before it, in its middle, and when all is written and nobody knows. By default what is on
 * the disk is copied at each of them and resumed, and a few processes are really killed. `PUFFIN_KILLS=1000` kills a
 * thousand processes at random writes, which takes some minutes.
 */
import assert from "node:assert/strict";
import {
  type CheckpointStore,
  durable,
  fileCheckpoints,
  idempotencyKey,
  sqliteCheckpoints,
} from "puffinflow/durability";
import { FileCheckpoints } from "../../../src/engine/durability/checkpoints/file_checkpoints.ts";
import { SqliteCheckpoints } from "../../../src/engine/durability/checkpoints/sqlite_checkpoints.ts";
import type { WriteBoundary } from "../../../src/engine/durability/checkpoints/write_boundary.ts";
import type { Random } from "../../../src/random/random.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { picture, ZOO, zooAgent } from "./crash_zoo.ts";

interface Backend {
  readonly open: (path: string, boundary: WriteBoundary) => CheckpointStore;
  readonly reopen: (path: string) => CheckpointStore;
}

const BACKENDS: Readonly<Record<string, Backend>> = {
  file: { open: (path, boundary) => new FileCheckpoints(path, boundary), reopen: fileCheckpoints },
  sqlite: {
    open: (path, boundary) => new SqliteCheckpoints(`${path}/runs.db`, {}, boundary),
    reopen: (path) => sqliteCheckpoints(`${path}/runs.db`),
  },
};

function copyAll(from: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) copyAll(`${from}/${name}`, `${to}/${name}`);
    // What is shared among living processes is no part of what is on the disk.
    else if (!name.endsWith("-shm")) Deno.copyFileSync(`${from}/${name}`, `${to}/${name}`);
  }
}

/** Goes on with what is left of a run; tells what is wrong with it. */
async function resumeAndCheck(store: CheckpointStore, kind: string, expected: unknown): Promise<void> {
  const before = new Set((await store.find("r")) === undefined ? [] : (await store.load("r")).map(({ key }) => key));
  const repeated: string[] = [];
  const told = zooAgent(kind, (context) => {
    const step = idempotencyKey(context).slice(2);
    if (before.has(`step:${step}`) || before.has(`failure:${step}`)) repeated.push(step);
  });
  const result = await durable(told as never, { store }).run(5 as never, { id: "r" });
  assert.deepEqual(picture(result), expected);
  assert.deepEqual(repeated, []);
  const keys = (await store.load("r")).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
  assert.deepEqual(keys.slice(0, before.size), [...before]);
}

async function inDirectory(body: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await body(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

for (const [name, { open, reopen }] of Object.entries(BACKENDS)) {
  for (const kind of ZOO) {
    Deno.test(`a run of kind ${kind} goes on from whatever a crash at any write left in a store of kind ${name}`, async () => {
      await inDirectory(async (directory) => {
        const expected = picture(await zooAgent(kind).run(5)), path = `${directory}/whole`, copies: string[] = [];
        Deno.mkdirSync(path);
        const store = open(path, () => {
          const copy = `${directory}/copy-${copies.length}`;
          copyAll(path, copy);
          copies.push(copy);
        });
        await durable(zooAgent(kind) as never, { store }).run(5 as never, { id: "r" });
        await store.close();
        assert.ok(copies.length > 3);
        for (const copy of copies) {
          const left = reopen(copy);
          await resumeAndCheck(left, kind, expected);
          await left.close();
        }
      });
    });
  }
}

Deno.test("a run goes on from a database whose last commits a power cut tore", async () => {
  const random = randomFromSeed(7);
  await inDirectory(async (directory) => {
    const path = `${directory}/whole`, expected = picture(await zooAgent("nested").run(5));
    Deno.mkdirSync(path);
    let last = "";
    const store = new SqliteCheckpoints(`${path}/runs.db`, {}, (place) => {
      if (place !== "end") return;
      copyAll(path, last = `${directory}/at-the-end`);
    });
    await durable(zooAgent("nested") as never, { store }).run(5 as never, { id: "r" });
    await store.close();
    const wal = Deno.readFileSync(`${last}/runs.db-wal`);
    for (let i = 0; i < 12; i++) {
      const copy = `${directory}/torn-${i}`, length = random.below(wal.length), torn = wal.slice();
      copyAll(last, copy);
      // Cut off, or of the right length with nothing, or with something else, in it.
      if (i % 3 > 0) torn.fill(i % 3 === 1 ? 0 : 0xa5, length);
      Deno.writeFileSync(`${copy}/runs.db-wal`, i % 3 === 0 ? wal.subarray(0, length) : torn);
      const left = sqliteCheckpoints(`${copy}/runs.db`);
      await resumeAndCheck(left, "nested", expected);
      await left.close();
    }
  });
});

async function killOnce(random: Random): Promise<boolean> {
  const pick = <T>(list: readonly T[]) => list[random.below(list.length)]!;
  const name = pick(Object.keys(BACKENDS)), kind = pick(ZOO), place = pick(["begin", "middle", "end"]);
  const write = String(1 + random.below(12));
  let wasKilled = false;
  await inDirectory(async (directory) => {
    const path = name === "file" ? directory : `${directory}/runs.db`;
    const child = import.meta.resolve("./killed_child.ts");
    const args = ["run", "-A", "--no-check", "--quiet", child, name, path, kind, write, place];
    const { signal, success } = await new Deno.Command(Deno.execPath(), { args, stdout: "null" }).output();
    wasKilled = signal === "SIGKILL";
    assert.ok(wasKilled || success);
    const left = BACKENDS[name]!.reopen(directory);
    await resumeAndCheck(left, kind, picture(await zooAgent(kind).run(5)));
    await left.close();
  });
  return wasKilled;
}

Deno.test("a run goes on in another process when its own is killed at a write", async () => {
  const kills = Number(Deno.env.get("PUFFIN_KILLS") ?? 16), seed = kills === 16 ? 1 : Date.now() % 1_000_000;
  const random = randomFromSeed(seed);
  let killed = 0;
  const lane = async () => {
    while (killed < kills) {
      if (await killOnce(random)) killed++;
    }
  };
  await Promise.all([lane(), lane()]);
  assert.ok(killed >= kills, `seed ${seed}`);
});

Deno.test("two processes cannot work on a run at once, and the second is told which one does", async () => {
  await inDirectory(async (directory) => {
    const child = import.meta.resolve("./holding_child.ts");
    for (const name of Object.keys(BACKENDS)) {
      const path = `${directory}/${name}`;
      Deno.mkdirSync(path);
      const args = ["run", "-A", "--no-check", "--quiet", child, name, name === "file" ? path : `${path}/runs.db`];
      await using process = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
      const reader = process.stdout.getReader();
      await reader.read();
      const store = BACKENDS[name]!.reopen(path);
      await assert.rejects(store.claim("r", "me"), {
        code: "run-locked",
        message: new RegExp(`held by process ${process.pid}$`),
      });
      process.kill("SIGKILL");
      await process.status;
      await reader.cancel();
      await (await store.claim("r", "me")).release();
      await store.close();
    }
  });
});
