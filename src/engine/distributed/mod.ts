/**
 * PuffinFlow's door to agents on many machines: the definition stays, the runner changes, and nothing that was
 * acknowledged is lost.
 *
 * {@linkcode distributed} connects to Redis or Valkey. Whoever has the connection submits runs; any number of processes
 * on any number of machines work on them. Each finished state is recorded before anything follows from it, so that a
 * run goes on elsewhere when its worker dies. {@linkcode redisCheckpoints} is the store of {@linkcode durable} agents
 * for those who hand out runs themselves.
 * @module
 */
export type { DeadLetter, DeadLetterQuery } from "./dead_letters.ts";
export { NotRetryableError } from "./dead_letters.ts";
export { type AgentLoad, type Distributed, distributed, type NamedAgent } from "./distributed.ts";
export type { DistributedOptions, DistributedRunOptions, WorkerOptions } from "./distributed_options.ts";
export type { DistributedRun, DistributedStatus, RecordedState } from "./distributed_run.ts";
export { DistributedClosedError } from "./end_watch.ts";
export { type RedisCheckpointOptions, redisCheckpoints } from "./redis/redis_checkpoints.ts";
export { ServerSettingsError } from "./redis/server_settings.ts";
export type { CloseOptions, DistributedWorker } from "./worker_group.ts";
