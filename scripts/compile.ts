/**
 * `deno task compile`: builds `dist/puffinbench`, one file that runs on a machine without Deno, and
 * `dist/puffinbench.json`, which says what it is. Where a working denort is found `deno compile`
 * writes it, else it is the portable executable that unpacks itself.
 *
 * ```sh
 * deno task compile                                  # what works here
 * deno task compile --mode=portable --compress=9     # for a release
 * ```
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { denoComplaint } from "../src/harness/cli/deno_pin.ts";
import { InvariantError } from "../src/invariant.ts";
import { type BuildFacts, sha256 } from "./compile/build.ts";
import { bundleProgram } from "./compile/bundle.ts";
import { writeCompiled } from "./compile/compiled.ts";
import { type CompileOptions, type Mode, readOptions } from "./compile/options.ts";
import { writePortable } from "./compile/portable.ts";
import { probeDenort } from "./compile/probe_denort.ts";
import { programFlags } from "./compile/program_flags.ts";
import { fail, print } from "./print.ts";
import { REPOSITORY_ROOT as ROOT } from "./repository_root.ts";
import { endOf } from "./run_command.ts";

const TARGET = `${ROOT}/dist/puffinbench`;
/** Of this build alone. Its name is fixed, as `deno compile` keeps names of directories in what it writes. */
const WORKSHOP = `${ROOT}/dist/build`;

if (import.meta.main) {
  try {
    await compile(readOptions(Deno.args));
  } catch (error) {
    // Nothing else is expected to fail than what says so in a sentence.
    if (!(error instanceof Error) || error instanceof InvariantError) throw error;
    fail(error.message);
  }
}

async function compile({ mode, compressLevel }: CompileOptions): Promise<void> {
  // What bundles and what is bundled with must be one version: the program accepts no other either.
  const complaint = denoComplaint(Deno.version.deno);
  if (complaint !== null) throw new Error(complaint);
  const kind = await chooseKind(mode);
  await Deno.remove(WORKSHOP, { recursive: true }).catch(() => {}); // What an interrupted build left behind.
  await Deno.mkdir(WORKSHOP, { recursive: true });
  const facts: BuildFacts = {
    kind,
    version: config.version,
    commit: await currentCommit(),
    deno: Deno.version.deno,
    target: Deno.build.target,
    flags: programFlags(kind),
  };
  const bundle = await bundleProgram(ROOT, `${WORKSHOP}/bundle`);
  print(`bundle: ${bundle.size} files, ${megabytes([...bundle.values()].join("").length)}`);
  const build = { facts, bundle, directory: `${WORKSHOP}/${kind}` };
  const path = `${WORKSHOP}/puffinbench`;
  const id = kind === "portable"
    ? await writePortable(path, { ...build, runtime: Deno.execPath(), compressLevel })
    : await writeCompiled(path, build);
  await publish(path, { ...facts, id });
  await Deno.remove(WORKSHOP, { recursive: true });
}

async function chooseKind(mode: Mode): Promise<BuildFacts["kind"]> {
  if (mode === "portable") {
    print("route: portable, as asked for");
    return "portable";
  }
  const probe = await probeDenort();
  if (probe.works) {
    print("route: deno compile, as a program compiled to try it has run");
    return "compiled";
  }
  if (mode === "denort") throw new Error(`Cannot compile as --mode=denort needs a denort that works: ${probe.why}`);
  print(`route: portable, as deno compile does not work here: ${probe.why}`);
  return "portable";
}

async function currentCommit(): Promise<string | null> {
  const describe = ["git", "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"];
  const end = await endOf(describe, { cwd: ROOT });
  return end.exitCode === 0 ? end.stdout.trim() : null;
}

/** Moves the executable into place, as one that is running cannot be written to, and describes it. */
async function publish(path: string, facts: BuildFacts & { readonly id: string }): Promise<void> {
  const bytes = await Deno.readFile(path);
  await Deno.rename(path, TARGET);
  await Deno.writeTextFile(`${TARGET}.json`, `${JSON.stringify({ ...facts, sha256: sha256(bytes) }, null, 2)}\n`);
  print(`wrote dist/puffinbench: ${facts.kind}, ${megabytes(bytes.length)}, id ${facts.id}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
