/**
 * The last lines of a terminal, drawn anew in their place, while what is finished stays above them.
 * @module
 */

const ERASE_LINE = "\r\x1b[2K";
const UP_AND_ERASE = "\x1b[1A\x1b[2K";

/** Lines that are drawn anew; no line may be longer than the terminal is wide, as it would take two. */
export class LiveLines {
  readonly #write: (text: string) => void;
  /** Lines that stand on the terminal now. */
  #count = 0;

  /**
   * Starts with no line.
   *
   * @param write Writes text to the stream.
   */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /**
   * Draws lines in place of those that stand there.
   *
   * @param lines Lines without line breaks; none takes away those that stand there.
   */
  draw(lines: readonly string[]): void {
    this.#write(this.#erased() + lines.join("\n"));
    this.#count = lines.length;
  }

  /**
   * Writes a line that stays, in place of those that stand there; they are back with the next drawing.
   *
   * @param line A line without a line break.
   */
  keep(line: string): void {
    this.#write(`${this.#erased()}${line}\n`);
    this.#count = 0;
  }

  #erased(): string {
    return ERASE_LINE + UP_AND_ERASE.repeat(Math.max(0, this.#count - 1));
  }
}
