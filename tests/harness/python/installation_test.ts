/** Installing, finding and removing environments, without a network: pip, uv and Python are played by the tests. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pythonArms } from "../../../src/harness/python/python_arms.ts";
import {
  lockDigest,
  lockedVersions,
  PYTHON_ENVIRONMENTS,
  pythonEnvironment,
} from "../../../src/harness/python/environments.ts";
import {
  installEnvironment,
  InstallError,
  type InstallMeans,
  type InstallStep,
} from "../../../src/harness/python/install.ts";
import { currentEnvironment, installedEnvironments } from "../../../src/harness/python/installed.ts";
import { pythonPlace } from "../../../src/harness/python/place.ts";
import type { SubjectProbe } from "../../../src/harness/python/probe.ts";
import type { ToolOutcome, ToolRun } from "../../../src/harness/python/tool_run.ts";

const LLAMAINDEX = pythonEnvironment("llamaindex");
const SOUND: SubjectProbe = { subject: "llamaindex-python", versions: {}, shapes: [{ shape: "chain", fault: null }] };

/** A place of its own, and tools that do as a test says. */
class Workshop implements AsyncDisposable {
  readonly root: string = Deno.makeTempDirSync();
  readonly env = { PUFFIN_CACHE_DIR: this.root };
  readonly place = pythonPlace(this.env)!;
  readonly runs: string[] = [];
  readonly steps: InstallStep[] = [];
  /** What each tool answers; the first that fits. */
  answers: readonly (readonly [fits: RegExp, outcome: ToolOutcome])[] = [];

  means(probe: SubjectProbe = SOUND): InstallMeans {
    return {
      place: this.place,
      python: { program: "/usr/bin/python3", version: "3.11.7" },
      onStep: (step) => this.steps.push(step),
      run: (run) => this.#run(run),
      probe: () => Promise.resolve(probe),
    };
  }

  async #run({ program, args, onLine }: ToolRun): Promise<ToolOutcome> {
    const line = [program, ...args].join(" ");
    this.runs.push(line.replaceAll(this.root, "ROOT"));
    if (/-m venv|uv venv/.test(line)) {
      await Deno.mkdir(args.at(-1)!, { recursive: true });
      await Deno.writeTextFile(join(args.at(-1)!, "pyvenv.cfg"), "");
    }
    if (line.includes("pip install")) onLine?.("Collecting pydantic==2.14.3");
    return this.answers.find(([fits]) => fits.test(line))?.[1] ?? { success: !line.startsWith("uv"), lastLines: [] };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }
}

Deno.test("Each lock pins the package that its environment is for, and every package by hash", () => {
  for (const environment of PYTHON_ENVIRONMENTS) {
    const versions = lockedVersions(environment);
    assert.match(versions.get(environment.packageName) ?? "", /^\d+\.\d+/, environment.name);
    const hashes = environment.lock.split("\n").filter((line) => line.includes("--hash=sha256:"));
    assert.ok(hashes.length >= versions.size, environment.name);
    assert.doesNotMatch(environment.lock, /https?:\/\//);
  }
});

Deno.test("installEnvironment() makes an environment, installs the lock by hash, tries it and moves it to its place", async () => {
  await using workshop = new Workshop();
  const { kind, directory } = await installEnvironment(LLAMAINDEX, workshop.means());
  assert.equal(kind, "installed");
  assert.equal(directory, join(workshop.place.environments, `llamaindex-${lockDigest(LLAMAINDEX)}-py3.11.7`));
  assert.deepEqual(workshop.steps.map(({ kind }) => kind), ["environment", "packages", "packages", "probe"]);
  const install = workshop.runs.find((run) => run.includes("pip install"));
  assert.match(install ?? "", /--no-input --disable-pip-version-check --require-hashes --only-binary :all: -r ROOT/);
  assert.equal((await currentEnvironment("llamaindex", workshop.place))?.directory, directory);
  assert.equal((await installEnvironment(LLAMAINDEX, workshop.means())).kind, "already-there");
});

Deno.test("installEnvironment() uses uv where there is one", async () => {
  await using workshop = new Workshop();
  workshop.answers = [[/^uv /, { success: true, lastLines: [] }]];
  await installEnvironment(LLAMAINDEX, workshop.means());
  assert.ok(workshop.runs.some((run) => run.startsWith("uv pip sync --require-hashes")));
  assert.ok(!workshop.runs.some((run) => run.includes("pip install")));
});

Deno.test("installEnvironment() says that the index cannot be reached, keeps what there is and goes on from it", async () => {
  await using workshop = new Workshop();
  const offline =
    "ERROR: Could not find a version: NewConnectionError('[Errno -3] Temporary failure in name resolution')";
  workshop.answers = [[/pip install/, { success: false, lastLines: [offline] }]];
  await assert.rejects(installEnvironment(LLAMAINDEX, workshop.means()), (error) => {
    assert.ok(error instanceof InstallError);
    assert.match(error.message, /^Cannot install llamaindex as the package index must be reachable: ERROR: /);
    assert.match(error.message, /try again with "puffinbench frameworks install llamaindex"\)$/);
    return true;
  });
  assert.equal(await currentEnvironment("llamaindex", workshop.place), null);
  workshop.answers = [];
  workshop.runs.length = 0;
  workshop.steps.length = 0;
  await installEnvironment(LLAMAINDEX, workshop.means());
  assert.deepEqual(workshop.steps[0], { kind: "environment", with: "venv", isResumed: true });
  assert.ok(!workshop.runs.some((run) => run.includes("-m venv")));
});

Deno.test("installEnvironment() installs nothing that cannot run a graph", async () => {
  await using workshop = new Workshop();
  const broken = { ...SOUND, shapes: [{ shape: "chain", fault: "task 0 never started" } as const] };
  await assert.rejects(
    installEnvironment(LLAMAINDEX, workshop.means(broken)),
    /^InstallError: Cannot install llamaindex as it must run a graph: it task 0 never started$/,
  );
  assert.deepEqual(await installedEnvironments(workshop.place), []);
});

Deno.test("installEnvironment() names what a system without venv lacks", async () => {
  await using workshop = new Workshop();
  workshop.answers = [[/-m venv/, { success: false, lastLines: ["ensurepip is not available"] }]];
  await assert.rejects(installEnvironment(LLAMAINDEX, workshop.means()), /install your system's python3-venv, or uv$/);
});

Deno.test("installEnvironment() keeps a second installation out while the first one's process lives, and no longer", async () => {
  await using workshop = new Workshop();
  const lock = join(workshop.place.building, `llamaindex-${lockDigest(LLAMAINDEX)}-py3.11.7.lock`);
  await Deno.mkdir(workshop.place.building, { recursive: true });
  await Deno.writeTextFile(lock, String(Deno.pid));
  await assert.rejects(installEnvironment(LLAMAINDEX, workshop.means()), /as nobody else may be installing it/);
  await Deno.writeTextFile(lock, "0");
  assert.equal((await installEnvironment(LLAMAINDEX, workshop.means())).kind, "installed");
});

Deno.test("installedEnvironments() tells environments of other builds, and knows nothing half-made", async () => {
  await using workshop = new Workshop();
  const old = join(workshop.place.environments, "llamaindex-0123456789ab-py3.12.1");
  await Deno.mkdir(old, { recursive: true });
  await Deno.mkdir(join(workshop.place.environments, "something else"));
  assert.deepEqual(await installedEnvironments(workshop.place), []);
  await Deno.writeTextFile(join(old, "puffinbench.json"), "{}");
  assert.deepEqual(await installedEnvironments(workshop.place), [
    { name: "llamaindex", directory: old, python: "3.12.1", isCurrent: false },
  ]);
  assert.equal(await currentEnvironment("llamaindex", workshop.place), null);
});

Deno.test("pythonArms() says of each subject that is not installed what would install it", async () => {
  await using workshop = new Workshop();
  const [arm] = await pythonArms(["prefect"], workshop.env);
  assert.equal(arm?.unavailable, "not installed: puffinbench frameworks install prefect");
  assert.equal((await pythonArms(["control"], workshop.env)).length, 0);
  const homeless = await pythonArms(["prefect"], {});
  assert.match(homeless[0]?.unavailable ?? "", /there is no home/);
});

Deno.test("pythonPlace() is below the user's cache, wherever that is", () => {
  const environments = (env: Record<string, string>) => pythonPlace(env)?.environments;
  assert.equal(environments({ PUFFIN_CACHE_DIR: "/p", HOME: "/h" }), "/p/python/environments");
  assert.equal(environments({ XDG_CACHE_HOME: "/c", HOME: "/h" }), "/c/puffinbench/python/environments");
  assert.equal(environments({ HOME: "/h" }), "/h/.cache/puffinbench/python/environments");
  assert.equal(pythonPlace({}), null);
});
