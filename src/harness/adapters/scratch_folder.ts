/**
 * A folder for one program's files, gone when the program is closed.
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folder of its own, among the system's temporary files. */
export class ScratchFolder implements Disposable {
  readonly #path: string = mkdtempSync(join(tmpdir(), "puffinbench-"));

  /**
   * Names a file in it.
   *
   * @param name The file's name.
   * @returns Its path; nothing is there yet.
   */
  file(name: string): string {
    return join(this.#path, name);
  }

  /** Removes it, with all in it. */
  [Symbol.dispose](): void {
    rmSync(this.#path, { recursive: true });
  }
}
