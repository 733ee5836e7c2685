import assert from "node:assert/strict";
import { REPOSITORY_ROOT } from "../../../scripts/repository_root.ts";
import { runCommand } from "../../../scripts/run_command.ts";

/** The part of `deno info --json` that is read here. */
interface DenoInfo {
  readonly roots: readonly string[];
  readonly modules: readonly { readonly specifier: string; readonly dependencies?: readonly Dependency[] }[];
}

interface Dependency {
  readonly code?: { readonly specifier?: string };
  readonly isDynamic?: boolean;
}

/** What is loaded before the first line of a file runs. */
async function loadedBefore(file: string): Promise<Set<string>> {
  const command = [Deno.execPath(), "info", "--json", "--config", `${REPOSITORY_ROOT}/deno.json`, file];
  const { roots, modules } = JSON.parse(await runCommand(command)) as DenoInfo;
  const known = new Map(modules.map(({ specifier, dependencies = [] }) => [specifier, dependencies]));
  const loaded = new Set<string>(), waiting = [...roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (loaded.has(next)) continue;
    loaded.add(next);
    for (const { code, isDynamic } of known.get(next) ?? []) {
      if (!isDynamic && code?.specifier !== undefined) waiting.push(code.specifier);
    }
  }
  return loaded;
}

Deno.test("a start loads few small files and no package before it knows what is asked of it", async () => {
  const cli = "src/harness/cli", loaded = new Set<string>();
  for (const file of ["main.ts", `${cli}/cli.ts`, `${cli}/system_io.ts`]) {
    for (const module of await loadedBefore(`${REPOSITORY_ROOT}/${file}`)) loaded.add(module);
  }
  assert.ok([...loaded].some((module) => module.endsWith("/cli/version.ts")));
  assert.deepEqual([...loaded].filter((module) => /^(npm|jsr|https?):/.test(module)), []);
  assert.ok(loaded.size <= 30, `${loaded.size} files: ${[...loaded].join(", ")}`);
});
