/**
 * `puffinbench frameworks install`: installs one environment after the other and says how it goes. One that fails
 * does not keep the others from being installed.
 * @module
 */
import { PYTHON_ENVIRONMENT_NAMES, type PythonEnvironmentName } from "../adapters/python_facts.ts";
import { lockedVersions, PYTHON_ENVIRONMENTS, type PythonEnvironment } from "../python/environments.ts";
import { installEnvironment, InstallError, type InstallStep } from "../python/install.ts";
import { elapsedText } from "../../units/elapsed.ts";
import { writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { placeFor, pythonFor } from "./python_place.ts";

/**
 * Installs environments.
 *
 * @param names Which; none stands for all.
 * @param io The world.
 * @param install Who does it; others do it in tests.
 * @returns The exit code: whether all are installed.
 * @throws {UsageError} If there is no Python that fits, or no home.
 */
export async function installFrameworks(
  names: readonly PythonEnvironmentName[],
  io: Io,
  install: typeof installEnvironment = installEnvironment,
): Promise<number> {
  const wanted = names.length === 0 ? PYTHON_ENVIRONMENT_NAMES : names;
  const place = placeFor(io), python = await pythonFor(io);
  writeLines(io.stderr, [`puffinbench installs with Python ${python.version} into ${place.environments}`]);
  const abort = new AbortController();
  using _listening = io.onInterrupt(() => abort.abort());
  let failed = 0;
  for (const environment of PYTHON_ENVIRONMENTS.filter(({ name }) => wanted.includes(name))) {
    if (abort.signal.aborted) break;
    const startedMs = io.nowMs(), progress = new InstallProgress(environment, io);
    try {
      const { kind } = await install(environment, {
        place,
        python,
        onStep: (step) => progress.show(step),
        signal: abort.signal,
      });
      const took = kind === "installed"
        ? `installed in ${elapsedText(io.nowMs() - startedMs)}`
        : "is installed already";
      progress.end(`${titleOf(environment)} ${took}`);
    } catch (error) {
      if (!(error instanceof InstallError)) throw error;
      failed++;
      progress.end(abort.signal.aborted ? `${environment.name}: interrupted; what was fetched is kept` : error.message);
    }
  }
  return failed === 0 && !abort.signal.aborted ? EXIT_CODE.success : EXIT_CODE.notMeasured;
}

function titleOf(environment: PythonEnvironment): string {
  return `${environment.title} ${lockedVersions(environment).get(environment.packageName) ?? ""}`.trim();
}

/** Says how an installation goes: on a terminal in one line that changes, else in a line for each step. */
class InstallProgress {
  readonly #name: string;
  readonly #io: Io;
  #last = "";

  constructor({ name }: PythonEnvironment, io: Io) {
    this.#name = name;
    this.#io = io;
  }

  show(step: InstallStep): void {
    const { stderr } = this.#io, text = `  ${this.#name}: ${stepText(step)}`;
    if (stderr.columns !== undefined) stderr.write(`\r${text.slice(0, stderr.columns - 1).padEnd(this.#last.length)}`);
    else if (step.kind !== "packages" || step.done === 0) writeLines(stderr, [text]);
    this.#last = text;
  }

  end(text: string): void {
    const { stderr } = this.#io;
    if (stderr.columns !== undefined && this.#last !== "") {
      stderr.write(`\r${" ".repeat(Math.min(this.#last.length, stderr.columns - 1))}\r`);
    }
    writeLines(stderr, [`  ${text}`]);
  }
}

function stepText(step: InstallStep): string {
  switch (step.kind) {
    case "environment":
      return step.isResumed ? "goes on where it was interrupted" : `makes an environment with ${step.with}`;
    case "packages":
      return step.done === 0 ? `fetches ${step.all} packages` : `${step.done} of ${step.all} packages`;
    case "probe":
      return "runs a graph to try it";
  }
}
