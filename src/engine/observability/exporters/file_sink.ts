/**
 * Appends a line of JSON per item to a file. The file is opened for each batch, so that whoever moves it away to keep
 * it from growing needs not to tell anybody.
 * @module
 */
import { appendFile } from "node:fs/promises";
import { jsonLine, type Writable } from "./json_line.ts";
import type { Sink } from "./sink.ts";

/** Options of a sink that writes to a file. */
export interface FileSinkOptions {
  /** What it is called in counts and messages. @default {"file"} */
  readonly name?: string;
}

/**
 * Makes a sink that appends to a file, which is made if it is not there.
 *
 * @param path The file; its folder must exist.
 * @param options What it is called.
 * @returns The sink. Batches are appended whole, or not at all if the file cannot be opened.
 */
export function fileSink(path: string, options: FileSinkOptions = {}): Sink<Writable> {
  const { name = "file" } = options;
  return {
    name,
    write: (items) => appendFile(path, items.map((item) => `${jsonLine(item)}\n`).join("")),
  };
}
