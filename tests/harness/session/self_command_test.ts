import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { buildInfo, workerCommand } from "../../../src/harness/session/self_command.ts";

/** Does something while this program seems to be a build of another kind. */
function asBuild<T>(kind: "portable" | "compiled", act: () => T): T {
  Reflect.set(globalThis, "__PUFFIN_BUILD__", { kind, version: "1.2.3", id: "abc" });
  try {
    return act();
  } finally {
    Reflect.deleteProperty(globalThis, "__PUFFIN_BUILD__");
  }
}

Deno.test("workerCommand() runs the entry from source with exact permissions and flags", () => {
  const { program, args, flags } = workerCommand({ entry: "file:///main.ts", maxHeapMib: 64 });
  assert.equal(program, Deno.execPath());
  assert.deepEqual(flags, [
    "--no-prompt",
    "--allow-env",
    "--allow-sys",
    "--allow-read",
    `--allow-write=${tmpdir()}`,
    "--v8-flags=--expose-gc,--max-old-space-size=64",
  ]);
  assert.deepEqual(args, ["run", ...flags, "file:///main.ts", "__worker"]);
});

Deno.test("workerCommand() runs this program's main module by default", () => {
  assert.equal(workerCommand().args.at(-2), Deno.mainModule);
});

Deno.test("workerCommand() keeps a portable build from resolving anything outside of its bundle", () => {
  const { args } = asBuild("portable", () => workerCommand({ entry: "file:///main.js" }));
  assert.deepEqual(args.slice(-6), [
    "--no-config",
    "--no-lock",
    "--no-remote",
    "--no-npm",
    "file:///main.js",
    "__worker",
  ]);
});

Deno.test("workerCommand() starts a compiled program by itself", () => {
  const { program, args, flags } = asBuild("compiled", () => workerCommand());
  assert.deepEqual({ program, args, flags }, { program: Deno.execPath(), args: ["__worker"], flags: [] });
});

Deno.test("workerCommand() clears the environment but for what finds the module cache and temporary files", () => {
  const { DENO_DIR, HOME, TMPDIR, XDG_CACHE_HOME } = Deno.env.toObject();
  // Undefined members stand for variables that this process does not have either.
  const kept = Object.entries({ DENO_DIR, HOME, TMPDIR, XDG_CACHE_HOME }).filter(([, value]) => value !== undefined);
  assert.deepEqual(workerCommand().environment, {
    PATH: "/usr/bin:/bin",
    LANG: "C",
    TZ: "UTC",
    NO_COLOR: "1",
    DENO_NO_UPDATE_CHECK: "1",
    LANGSMITH_TRACING: "false",
    LANGCHAIN_TRACING_V2: "false",
    ...Object.fromEntries(kept),
  });
});

Deno.test("buildInfo() reads what the build wrote down, and is source without it", () => {
  assert.deepEqual(buildInfo(), { kind: "source", version: null, id: null });
  assert.deepEqual(asBuild("compiled", buildInfo), { kind: "compiled", version: "1.2.3", id: "abc" });
});
