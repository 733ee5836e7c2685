/**
 * The end of what a worker printed: read always, so that a full pipe never stops a worker, kept in
 * part, so that a flood never fills the session. Nothing in it is ever taken for a result.
 * @module
 */
import { oneLine } from "./one_line.ts";

/** Bytes that are kept of a stream. */
export const TAIL_BYTES = 16_384;

/** Lines that a failure's reason quotes. */
const QUOTED_LINES = 4;

/** Keeps the last {@linkcode TAIL_BYTES} of a stream. */
export class OutputTail {
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  /**
   * Takes the next chunk.
   *
   * @param chunk Bytes of the stream.
   */
  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    // Whole chunks go, as long as enough remains without them.
    while (this.#bytes - this.#chunks[0]!.length >= TAIL_BYTES) this.#bytes -= this.#chunks.shift()!.length;
  }

  /**
   * Reads what was kept.
   *
   * @returns The stream's end, at most {@linkcode TAIL_BYTES} of it.
   */
  text(): string {
    return new TextDecoder().decode(Buffer.concat(this.#chunks).subarray(-TAIL_BYTES));
  }

  /**
   * Quotes the last words of the stream for a failure's reason.
   *
   * @returns Its last lines on one line, safe to print; empty if there are none.
   */
  lastWords(): string {
    const lines = this.text().split("\n").filter((line) => line.trim() !== "");
    return oneLine(lines.slice(-QUOTED_LINES).join(" | "), "end");
  }
}
