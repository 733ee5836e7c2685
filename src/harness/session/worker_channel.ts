/**
 * A worker's end of the line: requests read from standard input, replies written to file descriptor 3,
 * both blocking. Blocking is the point: a worker that waits for its turn runs nothing at all, no timer
 * of a framework either, while another worker is measured.
 * @module
 */
import fs from "node:fs";
import type { Reply } from "./protocol.ts";

const REQUESTS_FD = 0;
const REPLIES_FD = 3;
const CHUNK_BYTES = 65_536;

/** Where a worker gets its requests and leaves its replies. */
export interface WorkerChannel {
  /**
   * Waits for the next request.
   *
   * @returns The line, or `null` when the parent has closed the channel.
   */
  readLine(): string | null;
  /**
   * Sends a reply.
   *
   * @param reply What to send; must survive JSON.
   */
  send(reply: Reply): void;
  /**
   * Waits for more lines without blocking: the event loop turns meanwhile, so that runs can go on.
   *
   * @returns The lines that have come, one or more, or `null` when the parent has closed the channel.
   */
  moreLines(): Promise<readonly string[] | null>;
  /**
   * Sends a line that is no reply.
   *
   * @param line Without its end; must not begin like JSON.
   */
  write(line: string): void;
}

/**
 * Opens the channel that a parent has prepared.
 *
 * @returns The channel, or `null` if nobody holds the other end of file descriptor 3.
 */
export function openWorkerChannel(): WorkerChannel | null {
  return isConnected(REPLIES_FD) ? new DescriptorChannel() : null;
}

function isConnected(descriptor: number): boolean {
  try {
    const stat = fs.fstatSync(descriptor);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

class DescriptorChannel implements WorkerChannel {
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();
  readonly #chunk = new Uint8Array(CHUNK_BYTES);
  #received = "";

  readLine(): string | null {
    for (;;) {
      const end = this.#received.indexOf("\n");
      if (end >= 0) {
        const line = this.#received.slice(0, end);
        this.#received = this.#received.slice(end + 1);
        return line;
      }
      const bytes = patiently(() => fs.readSync(REQUESTS_FD, this.#chunk, 0, CHUNK_BYTES, null));
      if (bytes === 0) return null;
      this.#received += this.#decoder.decode(this.#chunk.subarray(0, bytes), { stream: true });
    }
  }

  async moreLines(): Promise<readonly string[] | null> {
    for (;;) {
      const lines = this.#received.split("\n");
      this.#received = lines.pop()!;
      if (lines.length > 0) return lines;
      const bytes = await Deno.stdin.read(this.#chunk);
      if (bytes === null) return null;
      this.#received += this.#decoder.decode(this.#chunk.subarray(0, bytes), { stream: true });
    }
  }

  send(reply: Reply): void {
    this.write(JSON.stringify(reply));
  }

  write(line: string): void {
    const bytes = this.#encoder.encode(`${line}\n`);
    let written = 0;
    while (written < bytes.length) {
      written += patiently(() => fs.writeSync(REPLIES_FD, bytes, written, bytes.length - written));
    }
  }
}

/** Repeats a call while its descriptor is not ready: whether it blocks was decided by whoever made it. */
function patiently(call: () => number): number {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
