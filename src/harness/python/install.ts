/**
 * Installs an environment: a virtual environment by uv where there is one, else by Python's own `venv` and pip, the
 * packages of the lock and no others, each file checked against its hash. It is made beside its place, tried, and
 * moved there in one step. What an interrupted installation has done is gone on from; what runs at the same time in
 * another process is kept out.
 * @module
 */
import { join } from "node:path";
import type { PythonEnvironmentName } from "../adapters/python_facts.ts";
import { lockDigest, lockedVersions, type PythonEnvironment } from "./environments.ts";
import { currentEnvironment, pythonOf, STAMP } from "./installed.ts";
import type { Interpreter } from "./interpreter.ts";
import { directoryName, type PythonPlace } from "./place.ts";
import { probeSubject, subjectOf, type SubjectProbe } from "./probe.ts";
import { runTool, type ToolOutcome } from "./tool_run.ts";
import { writeWorkerFiles } from "./worker_files.ts";

/** How far an installation is. */
export type InstallStep =
  | { readonly kind: "environment"; readonly with: "uv" | "venv"; readonly isResumed: boolean }
  /** `done` packages of `all` were looked up. */
  | { readonly kind: "packages"; readonly done: number; readonly all: number }
  | { readonly kind: "probe" };

/** An environment that cannot be installed, in one sentence with the remedy. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}

/** What an installation needs. */
export interface InstallMeans {
  readonly place: PythonPlace;
  readonly python: Interpreter;
  readonly onStep: (step: InstallStep) => void;
  readonly signal?: AbortSignal | undefined;
  /** Runs pip, uv and Python; others do it in tests. */
  readonly run?: typeof runTool;
  /** Tries the environment; others do it in tests. */
  readonly probe?: typeof probeSubject;
}

/** What came of an installation. */
export interface InstallOutcome {
  readonly kind: "installed" | "already-there";
  readonly directory: string;
  /** What became of the probe; `null` where the environment was there already. */
  readonly probe: SubjectProbe | null;
}

/** How pip and uv say that there is no way to the index. */
const UNREACHABLE =
  /name resolution|Name or service not known|nodename nor servname|Connection refused|Network is unreachable|timed out|ConnectTimeout|NewConnectionError|ProxyError|SSLError|dns error|error sending request|tcp connect/i;

/**
 * Installs an environment.
 *
 * @param environment Which.
 * @param means Where, and with what.
 * @returns Where it is, and whether it was there before.
 * @throws {InstallError} If it cannot be installed, or does not work.
 */
export async function installEnvironment(environment: PythonEnvironment, means: InstallMeans): Promise<InstallOutcome> {
  const { place, python } = means, { name } = environment;
  const there = await currentEnvironment(name, place);
  if (there !== null) return { kind: "already-there", directory: there.directory, probe: null };
  const key = directoryName({ name, lock: lockDigest(environment), python: python.version });
  await Deno.mkdir(place.building, { recursive: true });
  await Deno.mkdir(place.environments, { recursive: true });
  using _lock = await onlyOne(join(place.building, `${key}.lock`), name);
  const building = join(place.building, key), directory = join(place.environments, key);
  const probe = await build(environment, { ...means, building });
  await Deno.writeTextFile(
    join(building, STAMP),
    `${JSON.stringify({ name, python: python.version, probe }, null, 2)}\n`,
  );
  await Deno.rename(building, directory);
  return { kind: "installed", directory, probe };
}

interface Building extends InstallMeans {
  readonly building: string;
}

async function build(environment: PythonEnvironment, means: Building): Promise<SubjectProbe> {
  const { building, python, place, onStep, run = runTool, probe = probeSubject, signal } = means;
  const lock = `${building}.txt`;
  await Deno.writeTextFile(lock, environment.lock);
  const hasUv = (await run({ program: "uv", args: ["--version"] })).success;
  const isResumed = await isEnvironment(building, run);
  onStep({ kind: "environment", with: hasUv ? "uv" : "venv", isResumed });
  if (!isResumed) {
    await Deno.remove(building, { recursive: true }).catch(() => {});
    const make = hasUv
      ? { program: "uv", args: ["venv", "--quiet", "--python", python.program, building] }
      : { program: python.program, args: ["-m", "venv", building] };
    expectMade(await run({ ...make, signal }), environment);
  }
  await installPackages(environment, { ...means, run, lock, hasUv });
  onStep({ kind: "probe" });
  const found = await probe(subjectOf(environment.name).id, {
    python: pythonOf(building),
    programs: await writeWorkerFiles(place.workers),
  });
  expectWorking(found, environment);
  await Deno.remove(lock);
  return found;
}

interface Packages extends Building {
  readonly run: typeof runTool;
  readonly lock: string;
  readonly hasUv: boolean;
}

async function installPackages(environment: PythonEnvironment, packages: Packages): Promise<void> {
  const { building, lock, hasUv, run, onStep, signal } = packages;
  const all = lockedVersions(environment).size, wheels = ["--require-hashes", "--only-binary", ":all:"];
  let done = 0;
  const onLine = (line: string) => {
    // Markers of the lock leave some out, for other platforms: pip says which it takes, and which it has.
    if (/^(Collecting|Requirement already satisfied|Ignoring) |^ \+ /.test(line)) {
      onStep({ kind: "packages", done: Math.min(++done, all), all });
    }
  };
  onStep({ kind: "packages", done, all });
  const outcome = hasUv
    ? await run({
      program: "uv",
      args: ["pip", "sync", ...wheels, "--compile-bytecode", "--python", pythonOf(building), lock],
      onLine,
      signal,
    })
    : await run({
      program: pythonOf(building),
      args: ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", ...wheels, "-r", lock],
      onLine,
      signal,
    });
  if (outcome.success) return;
  throw new InstallError(packageFault(environment, outcome));
}

/** Names what went wrong with packages; a network that is not there is a matter of its own. */
function packageFault({ name }: PythonEnvironment, { lastLines }: ToolOutcome): string {
  const again = `what was fetched is kept: try again with "puffinbench frameworks install ${name}"`;
  const complaint = lastLines.findLast((line) => /error|warning|failed/i.test(line)) ?? lastLines.at(-1) ?? "no reason";
  if (lastLines.some((line) => UNREACHABLE.test(line))) {
    return `Cannot install ${name} as the package index must be reachable: ${shortened(complaint)} (${again})`;
  }
  return `Cannot install ${name} as its packages must install: ${shortened(complaint)} (${again})`;
}

function expectMade({ success, lastLines }: ToolOutcome, { name }: PythonEnvironment): void {
  if (success) return;
  const text = lastLines.join(" ");
  const advice = /ensurepip|venv/.test(text) ? "install your system's python3-venv, or uv" : shortened(text);
  throw new InstallError(`Cannot install ${name} as a virtual environment must be made first: ${advice}`);
}

function expectWorking({ shapes }: SubjectProbe, { name }: PythonEnvironment): void {
  // A shape that it has no way to express is no fault of the installation: some shape has to work.
  if (shapes.some(({ fault }) => fault === null)) return;
  throw new InstallError(
    `Cannot install ${name} as it must run a graph: it ${shortened(shapes[0]?.fault ?? "did not")}`,
  );
}

function shortened(text: string): string {
  const longest = 300;
  return text.length <= longest ? text.trim() : `${text.slice(0, longest).trim()}…`;
}

/** Whether there is the beginning of an environment that its Python still runs in. */
async function isEnvironment(directory: string, run: typeof runTool): Promise<boolean> {
  try {
    await Deno.stat(join(directory, "pyvenv.cfg"));
  } catch {
    return false;
  }
  return (await run({ program: pythonOf(directory), args: ["-c", ""] })).success;
}

/** Keeps a second installation of the same environment out, for as long as the first one's process lives. */
async function onlyOne(path: string, name: PythonEnvironmentName): Promise<Disposable> {
  for (;;) {
    try {
      await Deno.writeTextFile(path, String(Deno.pid), { createNew: true });
      return { [Symbol.dispose]: () => Deno.removeSync(path) };
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
    const owner = Number(await Deno.readTextFile(path).catch(() => "0"));
    if (await isAlive(owner)) {
      throw new InstallError(`Cannot install ${name} as nobody else may be installing it: process ${owner} is`);
    }
    await Deno.remove(path).catch(() => {});
  }
}

async function isAlive(pid: number): Promise<boolean> {
  if (pid === 0) return false;
  return await Deno.stat(`/proc/${pid}`).then(() => true, () => false);
}
