/**
 * A Redis server of a test's own, on loopback, in a directory that is gone afterwards. Tests that use it need Debian's
 * redis-server (or valkey-server), which `.ci/run` installs.
 */
import { createServer } from "node:net";
import { once } from "node:events";

/** How a server keeps what it was told. */
export type AppendFsync = "always" | "everysec" | "no";

/** A server. */
export class RedisServer {
  readonly url: string;
  readonly #directory: string;
  readonly #args: readonly string[];
  #process: Deno.ChildProcess | null = null;

  private constructor(port: number, directory: string, settings: readonly string[]) {
    this.url = `redis://127.0.0.1:${port}`;
    this.#directory = directory;
    this.#args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--save", "", ...settings];
  }

  /** Starts one; with `null` it keeps nothing. */
  static async start(fsync: AppendFsync | null = "everysec", more: readonly string[] = []): Promise<RedisServer> {
    const keeps = fsync === null ? ["--appendonly", "no"] : ["--appendonly", "yes", "--appendfsync", fsync];
    const server = new RedisServer(await freePort(), await Deno.makeTempDir(), [...keeps, ...more]);
    await server.start();
    return server;
  }

  /** Starts it again after its end. */
  async start(): Promise<void> {
    const process = new Deno.Command("redis-server", {
      args: [...this.#args],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#process = process;
    const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let log = "";
    while (!log.includes("Ready to accept connections")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`redis-server ended before it was ready:\n${log}`);
      log += value;
    }
    // It goes on writing to its log: somebody has to read that.
    void (async () => {
      while (!(await reader.read()).done);
    })();
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    this.#process?.kill("SIGKILL");
    await this.#process?.status;
    this.#process = null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#directory, { recursive: true });
    // The engine's clock ticks once more, within 8 ms, after its last alarm was cleared.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
