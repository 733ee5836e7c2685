/**
 * Connections to Redis, opened and closed.
 * @module
 */
import { once } from "node:events";
import { Redis } from "ioredis";

/**
 * Opens a connection. It is opened again whenever it breaks; what was asked meanwhile is sent then.
 *
 * @param url Where the server is.
 * @param maxRetriesPerRequest How often a command waits for a new connection before it fails; `null` for as long as it takes.
 * @returns The connection, not yet ready.
 */
export function connect(url: string, maxRetriesPerRequest: number | null): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest });
  // Each call's own error tells of trouble; without a listener it would end the program.
  redis.on("error", () => {});
  return redis;
}

/**
 * Closes a connection.
 *
 * @param redis The connection; what was asked before is still answered, unless the server is away.
 */
export async function disconnect(redis: Redis): Promise<void> {
  if (redis.status === "end") return;
  const ended = once(redis, "end");
  if (redis.status === "ready") await redis.quit().catch(() => redis.disconnect());
  else redis.disconnect();
  await ended;
}
