/**
 * How a worker in Python is started: with an environment of its own, so that neither variables nor files of the user
 * change what is measured.
 * @module
 */
import { join } from "node:path";
import type { WorkerCommand } from "../session/self_command.ts";
import { WORKER_PROGRAM } from "./worker_files.ts";

/** Neither the directory of the program nor that of the user on the path, nothing buffered, UTF-8. */
const FLAGS: readonly string[] = ["-P", "-s", "-u", "-X", "utf8"];

const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: "/usr/bin:/bin",
  LANG: "C.UTF-8",
  TZ: "UTC",
  NO_COLOR: "1",
  PYTHONHASHSEED: "0",
  LANGSMITH_TRACING: "false",
  LANGCHAIN_TRACING_V2: "false",
};

/** A worker to be. */
export interface PythonWorker {
  /** Path of its Python, that of an environment or any other. */
  readonly python: string;
  /** Directory of the programs. */
  readonly programs: string;
  /** Id of the subject. */
  readonly subject: string;
}

/**
 * Composes the command of a worker.
 *
 * @param worker The worker.
 * @returns Its command.
 */
export function pythonWorkerCommand({ python, programs, subject }: PythonWorker): WorkerCommand {
  return {
    program: python,
    args: [...FLAGS, join(programs, WORKER_PROGRAM), "--subject", subject],
    flags: FLAGS,
    environment: ENVIRONMENT,
    // A framework that starts a server may take its time; a thread says every second that the process is alive.
    foreign: { silenceLimitMs: 15_000, setUpLimitMs: 150_000, cancelMs: 2_000 },
  };
}
