/**
 * Says what runs on many machines cost beside a hand-written BullMQ processor that does the same: a diamond of four
 * states without work, three checkpoints that only the holder of the job's lock may write. Both in this process, in
 * turns, on a Redis server of the script's own. `--runs=4000 --rounds=5`.
 * @module
 */
import { cpuUsage } from "node:process";
import { parseArgs } from "node:util";
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { agent } from "../mod.ts";
import { distributed } from "../src/engine/distributed/mod.ts";
import { medianInterval } from "../src/stats/order_statistic_interval.ts";
import { print } from "./print.ts";

const CONCURRENCY = 20;

const diamond = agent("diamond").input<{ n: number }>()
  .state("a", async ({ input }) => await Promise.resolve(input.n + 1))
  .state("b", { after: ["a"] }, async ({ from }) => await Promise.resolve(from.a * 2))
  .state("c", { after: ["a"] }, async ({ from }) => await Promise.resolve(from.a * 3))
  .state("d", { after: ["b", "c"] }, async ({ from }) => await Promise.resolve(from.b + from.c));

const FENCED = `if redis.call("GET", KEYS[1]) ~= ARGV[1] then return -1 end
if redis.call("HSETNX", KEYS[2], ARGV[2], ARGV[3]) == 0 then return redis.call("HGET", KEYS[2], ARGV[2]) end
return 1`;

/** What a round came to. */
interface Round {
  readonly runsPerS: number;
  /** CPU time of this process and of the server, in microseconds per run. */
  readonly cpuUsPerRun: number;
}

/** Measures from here to the end of a round. */
async function stopwatch(url: string): Promise<(runs: number) => Promise<Round>> {
  const redis = new Redis(url),
    serverCpuUs = async () => {
      const facts = await redis.info("cpu");
      return [...facts.matchAll(/used_cpu_(?:user|sys):([\d.]+)/g)].reduce(
        (sum, [, seconds]) => sum + Number(seconds) * 1e6,
        0,
      );
    };
  const before = await serverCpuUs(), used = cpuUsage(), startedAt = performance.now();
  return async (runs) => {
    const elapsedMs = performance.now() - startedAt, { user, system } = cpuUsage(used);
    const serverUs = await serverCpuUs() - before;
    redis.disconnect();
    return { runsPerS: runs / elapsedMs * 1_000, cpuUsPerRun: (user + system + serverUs) / runs };
  };
}

/** The processor that somebody would write by hand. */
async function byHand(url: string, runs: number, round: number): Promise<Round> {
  const connection = new Redis(url, { maxRetriesPerRequest: null }), name = `bare-${round}`;
  connection.defineCommand("checkpoint", { numberOfKeys: 2, lua: FENCED });
  const checkpoint = (job: { id?: string; token?: string }, state: string, value: number) =>
    // defineCommand() adds it, which the types cannot know.
    (connection as unknown as { checkpoint(...args: unknown[]): Promise<unknown> })
      .checkpoint(`{bare}:${name}:${job.id}:lock`, `{bare}:cp:${name}:${job.id}`, job.token, state, value);
  const options = { connection, prefix: "{bare}" };
  const queue = new Queue(name, options);
  await Promise.all(Array.from({ length: runs }, (_, n) => queue.add("run", { n }, { removeOnComplete: true })));
  let done = 0;
  const all = Promise.withResolvers<void>(), stop = await stopwatch(url);
  const worker = new Worker(name, async (job) => {
    const a = await Promise.resolve(job.data.n + 1);
    await checkpoint(job, "a", a);
    const [b, c] = await Promise.all([Promise.resolve(a * 2), Promise.resolve(a * 3)]);
    await Promise.all([checkpoint(job, "b", b), checkpoint(job, "c", c)]);
    return b + c;
  }, { ...options, concurrency: CONCURRENCY });
  worker.on("completed", () => ++done === runs && all.resolve());
  await all.promise;
  const result = await stop(runs);
  await worker.close();
  await queue.close();
  await connection.quit();
  return result;
}

/** The same as an agent. */
async function byPuffinFlow(url: string, runs: number): Promise<Round> {
  await using fleet = await distributed({ connection: url, durability: "relaxed" });
  const handles = await Promise.all(Array.from({ length: runs }, (_, n) => fleet.run(diamond, { n })));
  const redis = new Redis(url), ended = Promise.withResolvers<void>();
  let done = 0;
  redis.on("message", () => ++done === runs && ended.resolve());
  await redis.subscribe("{puffin}:news:ended");
  const stop = await stopwatch(url);
  fleet.worker([diamond], { concurrency: CONCURRENCY });
  await ended.promise;
  const round = await stop(runs), result = await handles.at(-1)!.result();
  if (result.unwrap().d !== runs * 5) throw new Error("the work was not done");
  redis.disconnect();
  return round;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { runs: { type: "string" }, rounds: { type: "string" } } });
  const runs = Number(values.runs ?? 4_000), rounds = Number(values.rounds ?? 5);
  const { RedisServer } = await import("../tests/engine/distributed/redis_server.ts");
  await using server = await RedisServer.start("everysec");
  const bare: Round[] = [], ours: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await byHand(server.url, runs, round));
    ours.push(await byPuffinFlow(server.url, runs));
    print(`round ${round + 1}: by hand ${described(bare.at(-1)!)}; as an agent ${described(ours.at(-1)!)}`);
  }
  for (const [figure, what] of [["runsPerS", "runs/s"], ["cpuUsPerRun", "CPU per run"]] as const) {
    const { value, lo, hi } = medianInterval(ours.map((each, index) => each[figure] / bare[index]![figure]));
    print(`${what}, as an agent / by hand: ${value.toFixed(2)} [${lo.toFixed(2)}, ${hi.toFixed(2)}]`);
  }
}

function described({ runsPerS, cpuUsPerRun }: Round): string {
  return `${runsPerS.toFixed(0)} runs/s, ${cpuUsPerRun.toFixed(0)} us of CPU`;
}
