/**
 * Workers as processes that a test can kill.
 */
import { fileURLToPath } from "node:url";
import { REPOSITORY_ROOT } from "../../../scripts/repository_root.ts";

/** A worker. */
export class WorkerProcess {
  readonly #process: Deno.ChildProcess;
  readonly ended: Promise<Deno.CommandStatus>;

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.ended = process.status;
  }

  /** Starts one, and waits until it works. */
  static async start(url: string, ledger: string, concurrency = 20): Promise<WorkerProcess> {
    const main = fileURLToPath(new URL("./worker_main.ts", import.meta.url));
    const config = ["--config", `${REPOSITORY_ROOT}/deno.json`];
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", ...config, main, url, ledger, String(concurrency)],
      stdin: "null",
      stdout: "piped",
    }).spawn();
    const reader = process.stdout.getReader(), { done } = await reader.read();
    if (done) throw new Error("the worker ended before it was ready");
    await reader.cancel();
    return new WorkerProcess(process);
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    try {
      this.#process.kill("SIGKILL");
    } catch (error) {
      // It has ended already.
      if (!(error instanceof TypeError)) throw error;
    }
    await this.ended;
  }

  /** Asks it to end. */
  async stop(): Promise<Deno.CommandStatus> {
    this.#process.kill("SIGTERM");
    return await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
