/**
 * Cuts a stream of bytes into lines of a limited length. What the lines say is for others to read.
 * @module
 */

/** Longest line that is accepted, in characters: a warm-up's proofs need some hundred thousand. */
export const LONGEST_LINE = 1 << 20;

/** Splits chunks, wherever they are cut, into lines. */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #rest = "";

  /**
   * Takes the next chunk.
   *
   * @param chunk UTF-8.
   * @returns The lines that it completes, without their ends.
   * @throws {RangeError} If the line that is not complete yet is already longer than {@linkcode LONGEST_LINE}.
   */
  push(chunk: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split("\n");
    this.#rest = lines.pop()!;
    if (this.#rest.length > LONGEST_LINE) {
      throw new RangeError(`Cannot read a line as it must not exceed ${LONGEST_LINE} characters`);
    }
    return lines;
  }
}
