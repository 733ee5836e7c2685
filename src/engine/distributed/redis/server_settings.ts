/**
 * Whether a server keeps what is handed to it. One that does not is refused at the start, with the setting that mends
 * it, and not after the first loss.
 * @module
 */
import type { Redis } from "ioredis";
import { PuffinError } from "../../puffin_error.ts";

/** A server would lose what it acknowledged. */
export class ServerSettingsError extends PuffinError {
  /** The class's name. */
  override readonly name = "ServerSettingsError";
  /** Stable name of this kind of error. */
  override readonly code = "server-settings";

  /**
   * Words the error.
   *
   * @param problems What is wrong, each with its remedy.
   */
  constructor(readonly problems: readonly string[]) {
    super(`Cannot run agents on this Redis server as it must keep what it acknowledges: ${problems.join("; ")}`);
  }
}

/** The server's settings that matter; `null` for one that it does not tell. */
export interface ServerSettings {
  readonly appendonly: string | null;
  readonly appendfsync: string | null;
  readonly maxmemoryPolicy: string | null;
}

/**
 * Asks a server for its settings.
 *
 * @param redis The connection.
 * @returns Those that it tells; hosted servers may tell none.
 */
export async function settingsOf(redis: Redis): Promise<ServerSettings> {
  return {
    appendonly: await settingOf(redis, "appendonly"),
    appendfsync: await settingOf(redis, "appendfsync"),
    maxmemoryPolicy: await settingOf(redis, "maxmemory-policy"),
  };
}

/**
 * Finds what a server would lose.
 *
 * @param settings Its settings.
 * @param durability What it must keep.
 * @returns A clause for each problem, with its remedy.
 */
export function problemsOf(settings: ServerSettings, durability: "full" | "relaxed"): string[] {
  const { appendonly, appendfsync, maxmemoryPolicy } = settings, problems: string[] = [];
  if (appendonly === "no") problems.push("it keeps nothing over a restart (set 'appendonly yes')");
  else if (appendfsync === "no") {
    problems.push("it leaves writing to the operating system (set 'appendfsync always', or 'everysec')");
  } else if (appendfsync === "everysec" && durability === "full") {
    problems.push(
      "a power cut takes its last second (set 'appendfsync always', or ask for durability: \"relaxed\")",
    );
  }
  if (maxmemoryPolicy !== null && maxmemoryPolicy !== "noeviction") {
    problems.push(`it drops keys when memory is short: ${maxmemoryPolicy} (set 'maxmemory-policy noeviction')`);
  }
  return problems;
}

async function settingOf(redis: Redis, name: string): Promise<string | null> {
  try {
    const answer = await redis.config("GET", name) as readonly string[];
    return answer[1] ?? null;
  } catch (error) {
    // A reply: hosted servers forbid the question. Anything else is trouble with the connection.
    if (error instanceof Error && error.name === "ReplyError") return null;
    throw error;
  }
}
