import assert from "node:assert/strict";
import { type Distributed, distributed, type DistributedRun } from "puffinflow/distributed";
import { type DiamondInput, diamondOf } from "./diamond.ts";
import { RedisServer } from "./redis_server.ts";
import { WorkerProcess } from "./worker_process.ts";

/** Runs of each test: `PUFFIN_RUNS=1000` for the full count. */
const RUNS = Number(Deno.env.get("PUFFIN_RUNS") ?? 120);

const diamond = diamondOf(() => {});

/** A server, a client and a ledger. */
class Scene {
  private constructor(readonly server: RedisServer, readonly client: Distributed, readonly ledger: string) {}

  static async set(): Promise<Scene> {
    const server = await RedisServer.start("everysec");
    const client = await distributed({ connection: server.url, durability: "relaxed", lockMs: 1_000 });
    return new Scene(server, client, await Deno.makeTempFile());
  }

  submit(n: number, more: Partial<DiamondInput> = {}): Promise<DistributedRun<Record<"a" | "b" | "c" | "d", number>>> {
    return this.client.run(diamond, { n, bodyMs: 10, ...more }, { id: `${n}` });
  }

  submitAll(): Promise<DistributedRun<Record<"a" | "b" | "c" | "d", number>>[]> {
    return Promise.all(Array.from({ length: RUNS }, (_, n) => this.submit(n)));
  }

  worker(concurrency?: number): Promise<WorkerProcess> {
    return WorkerProcess.start(this.server.url, this.ledger, concurrency);
  }

  /** Waits until so many bodies have begun. */
  async begun(count: number): Promise<void> {
    while (this.bodies().length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Bodies that began, as run and state. */
  bodies(): string[] {
    return Deno.readTextFileSync(this.ledger).split("\n").slice(0, -1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.server[Symbol.asyncDispose]();
    await Deno.remove(this.ledger);
  }
}

async function assertAllRight(runs: readonly DistributedRun<Record<"a" | "b" | "c" | "d", number>>[]): Promise<void> {
  const results = await Promise.all(runs.map((run) => run.result()));
  assert.deepEqual(results.map((result) => result.unwrap().d), runs.map(({ id }) => (Number(id) + 1) * 5));
}

Deno.test("a worker that is killed loses no run, and what was recorded is not done again", async () => {
  await using scene = await Scene.set();
  await using doomed = await scene.worker();
  await using _other = await scene.worker();
  const runs = await scene.submitAll();
  await scene.begun(RUNS);
  await doomed.kill();
  await assertAllRight(runs);
  const bodies = scene.bodies(), redone = bodies.length - new Set(bodies).size;
  assert.equal(new Set(bodies).size, 4 * RUNS);
  // At most the states that were in flight: 20 runs, two states each.
  assert.ok(redone <= 40, `${redone} bodies began again`);
});

Deno.test("when all workers are killed, new ones go on with all runs", async () => {
  await using scene = await Scene.set();
  const doomed = [await scene.worker(), await scene.worker()];
  const runs = await scene.submitAll();
  await scene.begun(RUNS);
  await Promise.all(doomed.map((worker) => worker.kill()));
  await using _worker = await scene.worker();
  await assertAllRight(runs);
});

Deno.test("a worker that is told to end gives back what it has not finished, and says that all went well", async () => {
  await using scene = await Scene.set();
  const leaving = await scene.worker();
  const runs = await scene.submitAll();
  await scene.begun(10);
  assert.equal((await leaving.stop()).code, 0);
  await using _worker = await scene.worker();
  await assertAllRight(runs);
});

Deno.test("a server that is killed and comes back has all runs that it acknowledged", async () => {
  await using scene = await Scene.set();
  await using _worker = await scene.worker();
  const submitting = scene.submitAll();
  await scene.begun(1);
  await scene.server.kill();
  await scene.server.start();
  const runs = await submitting;
  await scene.begun(2 * RUNS);
  await scene.server.kill();
  await scene.server.start();
  await assertAllRight(runs);
});

Deno.test("a run that kills its worker takes no other with it, and ends as a dead letter", async () => {
  await using scene = await Scene.set();
  const runs = await Promise.all(Array.from({ length: RUNS }, (_, n) => scene.submit(n, { isPoison: n === 7 })));
  let isOver = false, deaths = 0;
  // Whoever runs services starts a worker again that has died.
  const supervised = Array.from({ length: 2 }, async () => {
    while (!isOver) {
      await using worker = await scene.worker(8);
      const over = Promise.allSettled(runs.map((run) => run.result()));
      if (await Promise.race([worker.ended.then(() => "died"), over.then(() => "over")]) === "died") deaths++;
    }
  });
  const results = await Promise.all(runs.map((run) => run.result()));
  isOver = true;
  await Promise.all(supervised);
  const failed = results.flatMap(({ status }, n) => status === "completed" ? [] : [n]);
  assert.deepEqual(failed, [7]);
  assert.deepEqual((await scene.client.deadLetters(diamond)).map(({ id }) => id), ["7"]);
  assert.ok(deaths <= 3, `${deaths} deaths`);
});
