/**
 * A worker process: it answers the session's requests one at a time until it is told to stop or the
 * session is gone. What a request means is in `worker_rig.ts`; here is what may happen around it, so
 * that a framework that prints, leaves a promise rejected or throws from a timer is named, and not a
 * silent death.
 * @module
 */
import { setImmediate } from "node:timers";
import { InvariantError } from "../../invariant.ts";
import { PROTOCOL_VERSION, type ReplyBody, type Request } from "./protocol.ts";
import { openWorkerChannel, type WorkerChannel } from "./worker_channel.ts";
import { wordsFor, WorkerFailure } from "./worker_failure.ts";
import { WorkerRig } from "./worker_rig.ts";

const EXIT_OK = 0;
const EXIT_USAGE = 2;

/**
 * Runs this process as a worker.
 *
 * @returns The exit code: 0 when the session has no more requests, 2 when this process was not started by a session.
 */
export async function runWorker(): Promise<number> {
  const channel = openWorkerChannel();
  if (channel === null) {
    const complaint = "Cannot run as a worker as file descriptor 3 must be a pipe: a session starts its own workers\n";
    Deno.stderr.writeSync(new TextEncoder().encode(complaint));
    return EXIT_USAGE;
  }
  const desk = new Desk(channel);
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    desk.interrupt(`left a promise rejected that nobody awaits: ${wordsFor(event.reason)}`);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    desk.interrupt(`threw where nobody catches: ${wordsFor(event.error)}`);
  });
  await desk.serve();
  return EXIT_OK;
}

/** Takes requests and hands out replies, exactly one for each. */
class Desk {
  readonly #channel: WorkerChannel;
  readonly #rig: WorkerRig;
  /** Id of the request that still lacks its reply. */
  #open: number | null = null;

  constructor(channel: WorkerChannel) {
    this.#channel = channel;
    this.#rig = new WorkerRig(channel);
  }

  async serve(): Promise<void> {
    for (let line = this.#channel.readLine(); line !== null; line = this.#channel.readLine()) {
      const request: Request = JSON.parse(line);
      this.#open = request.id;
      const reply = await this.#answer(request);
      // One turn of the event loop: what the framework left rejected comes out with the request that caused it.
      await new Promise((resolve) => setImmediate(resolve));
      this.#reply(reply);
      if (request.op === "shut-down") return;
    }
  }

  /** Reports what happened outside of the request that is being answered; its own reply is then dropped. */
  interrupt(message: string): void {
    this.#reply({ op: "failed", code: "framework", message });
  }

  async #answer(request: Request): Promise<ReplyBody> {
    if (request.v !== PROTOCOL_VERSION) {
      const message = `Cannot answer as 'v' must be ${PROTOCOL_VERSION}: current value is ${request.v}`;
      return { op: "failed", code: "protocol", message };
    }
    try {
      return await this.#rig.answer(request);
    } catch (error) {
      return failureOf(error);
    }
  }

  #reply(body: ReplyBody): void {
    if (this.#open === null) return;
    this.#channel.send({ v: PROTOCOL_VERSION, id: this.#open, ...body });
    this.#open = null;
  }
}

function failureOf(error: unknown): ReplyBody {
  if (error instanceof WorkerFailure) return { op: "failed", code: error.code, message: error.message };
  if (error instanceof InvariantError) return { op: "failed", code: "protocol", message: error.message };
  return { op: "failed", code: "framework", message: `threw during a run: ${wordsFor(error)}` };
}
