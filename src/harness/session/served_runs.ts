/**
 * Runs that are asked for one by one while others are under way, as a server is: the worker's side of a load.
 * Lines ask and answer, as many at once as the other side likes. `<iteration>` asks for a run and is answered with
 * `<iteration> <digest>`, or `<iteration> !<what was thrown>`; `e<number>` comes back as it is and shows what the
 * pipe itself takes; `.` ends it. When a request was meant to arrive, and what its answer is worth, only the other
 * side knows.
 * @module
 */
import { seedOf } from "../workload/digest.ts";
import type { LoadedWorkload } from "./loaded_workload.ts";
import { oneLine } from "./one_line.ts";
import { wordsFor } from "./worker_failure.ts";

/** Line that ends the asking. */
export const END_OF_RUNS = ".";
/** What a line begins with that is to be sent back as it is. */
export const ECHO_MARK = "e";
/** What stands before what was thrown. */
export const FAILURE_MARK = "!";

/** Where runs are asked for, and where answers go. */
export interface RunLines {
  /**
   * Waits for lines; the event loop turns meanwhile.
   *
   * @returns One line or more, `null` when there will be none any more.
   */
  moreLines(): Promise<readonly string[] | null>;
  /**
   * Sends a line.
   *
   * @param line Without its end.
   */
  write(line: string): void;
}

/** What was served. */
export interface ServedRuns {
  readonly runs: number;
  /** Task bodies that they executed. */
  readonly tasks: number;
}

/**
 * Serves runs until nobody asks any more and all are answered.
 *
 * @param lines Who asks.
 * @param loaded What is run.
 * @returns How much was done.
 */
export async function serveRuns(lines: RunLines, loaded: LoadedWorkload): Promise<ServedRuns> {
  const { prepared, ledger, workload: { seedName } } = loaded;
  const { promise: allAnswered, resolve: close } = Promise.withResolvers<void>();
  let runs = 0, open = 0, isEnded = false;
  ledger.executed = 0;
  const answer = (text: string) => {
    lines.write(text);
    open--;
    if (isEnded && open === 0) close();
  };
  const serve = (line: string) => {
    if (line.startsWith(ECHO_MARK)) return lines.write(line);
    runs++;
    open++;
    prepared.run(seedOf(seedName, Number(line), 0)).then(
      (digest) => answer(`${line} ${digest >>> 0}`),
      (error) => answer(`${line} ${FAILURE_MARK}${oneLine(wordsFor(error))}`),
    );
  };
  while (!isEnded) {
    for (const line of await lines.moreLines() ?? [END_OF_RUNS]) {
      if (line === END_OF_RUNS) isEnded = true;
      else serve(line);
    }
  }
  if (open > 0) await allAnswered;
  return { runs, tasks: ledger.executed };
}
