/**
 * The real streams, environment, clock and signals of this process, as an `Io`.
 * @module
 */
import { systemRandom } from "../../random/system_random.ts";
import type { Io, Output } from "./io.ts";

/** The streams of Deno that an output is made of. */
type SystemStream = Pick<typeof Deno.stdout, "writeSync" | "isTerminal">;

/**
 * Gives commands access to this process.
 *
 * @returns The real world.
 */
export function systemIo(): Io {
  return {
    stdout: outputOf(Deno.stdout),
    stderr: outputOf(Deno.stderr),
    env: Deno.env.toObject(),
    denoVersion: Deno.version.deno,
    cwd: Deno.cwd(),
    random: systemRandom,
    nowMs: () => performance.now(),
    onInterrupt,
  };
}

function outputOf(stream: SystemStream): Output {
  const encoder = new TextEncoder();
  let isOpen = true;
  return {
    get columns() {
      return stream.isTerminal() ? Deno.consoleSize().columns : undefined;
    },
    write(text) {
      let bytes = encoder.encode(text);
      try {
        // A pipe may take less than it is given.
        while (isOpen && bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
      } catch (error) {
        // Whoever read us has gone, as `head` does: there is nobody left to tell.
        if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
        isOpen = false;
      }
    },
  };
}

function onInterrupt(listener: () => void): Disposable {
  // Windows knows no SIGTERM to listen for.
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, listener);
  return {
    [Symbol.dispose]() {
      for (const signal of signals) Deno.removeSignalListener(signal, listener);
    },
  };
}
