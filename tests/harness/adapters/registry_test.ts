import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import control from "../../../src/harness/adapters/control.ts";
import {
  adapterFacts,
  adapterIds,
  defaultAdapterIds,
  KNOWN_ADAPTERS,
  loadAdapter,
} from "../../../src/harness/adapters/registry.ts";

const MODULE_HEAD = `const adapter = {
  id: "mine", title: "Mine", packages: [], executionModel: "async", durability: "none", approach: "idiomatic",
  idiom: "By hand.", supports: () => true, prepare: () => ({ run: (seed) => Promise.resolve(seed) }),
};`;

/** URL of a module with the adapter above, after `change` has been applied to it. */
function moduleWith(change: string): string {
  return `data:text/javascript,${encodeURIComponent(`${MODULE_HEAD}${change};export default adapter;`)}`;
}

Deno.test("adapterIds lists plain code first, then PuffinFlow, then the other frameworks", () => {
  assert.deepEqual(adapterIds, [
    "control",
    "puffinflow",
    "langgraph",
    "llamaindex",
    "langgraph-functional",
    "llamaindex-umbrella",
    "mastra",
    "effect",
    "xstate",
    "xstate-invokes",
    "pocketflow",
  ]);
});

Deno.test("defaultAdapterIds lists the four that are measured when none is asked for", () => {
  assert.deepEqual(defaultAdapterIds, ["control", "puffinflow", "langgraph", "llamaindex"]);
});

Deno.test("KNOWN_ADAPTERS gives each adapter an id and a title of its own", () => {
  for (const member of ["id", "title"] as const) {
    assert.equal(new Set(KNOWN_ADAPTERS.map((adapter) => adapter[member])).size, KNOWN_ADAPTERS.length);
  }
});

Deno.test("KNOWN_ADAPTERS names the documentation that each framework's idiom follows", () => {
  for (const { packages, idiom } of KNOWN_ADAPTERS) {
    if (packages.length > 0) assert.match(idiom, /Follows .*https:\/\//s);
  }
});

for (const { id, load: _load, isDefault: _isDefault, ...facts } of KNOWN_ADAPTERS) {
  Deno.test(`loadAdapter() loads ${id} as the registry describes it`, async () => {
    const { supports: _supports, prepare: _prepare, ...said } = await loadAdapter(id);
    assert.deepEqual(said, { id, ...facts });
  });
}

Deno.test("loadAdapter() loads the default export of a module by its URL", async () => {
  const adapter = await loadAdapter(moduleWith(""));
  const workload = { seedName: "chain", shape: { kind: "diamond" }, kernel: { kind: "noop" } } as const;
  const work = makeWork(workload.kernel, { ledger: { executed: 0 }, wait: () => Promise.resolve() });
  const prepared = await adapter.prepare(workload, work);
  assert.equal(await prepared.run(5), 5);
});

Deno.test("loadAdapter() loads a module by its path from the working directory", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/mine.js`, `${MODULE_HEAD}export default adapter;`);
    assert.equal((await loadAdapter(`${relative(Deno.cwd(), directory)}/mine.js`)).id, "mine");
    assert.equal((await loadAdapter(`${directory}/mine.js`)).id, "mine");
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("loadAdapter() names the adapters there are when it knows no such name", async () => {
  await assert.rejects(loadAdapter("dagster"), {
    name: "RangeError",
    message: `Cannot load an adapter as its name must be one of ${adapterIds.join(", ")}, ` +
      'or the path or URL of a module: current value is "dagster"',
  });
});

Deno.test("loadAdapter() rejects with the path when there is no module", async () => {
  await assert.rejects(loadAdapter("./no_such_adapter.ts"), { name: "TypeError", message: /no_such_adapter\.ts/ });
});

Deno.test("loadAdapter() refuses a module whose adapter takes the id of a known one", async () => {
  await assert.rejects(loadAdapter(moduleWith('adapter.id = "control"')), {
    name: "RangeError",
    message: /as its id must differ from control, .*: current value is "control"$/,
  });
});

Deno.test("adapterFacts() describes a known adapter without its code", async () => {
  const facts = await adapterFacts("control");
  assert.equal(facts.title, control.title);
  assert.deepEqual(Object.keys(facts).filter((key) => ["load", "supports", "prepare"].includes(key)), []);
});

Deno.test("adapterFacts() describes an adapter of one's own", async () => {
  assert.deepEqual(await adapterFacts(moduleWith('adapter.durability = "disk"')), {
    id: "mine",
    title: "Mine",
    packages: [],
    executionModel: "async",
    durability: "disk",
    approach: "idiomatic",
    idiom: "By hand.",
  });
});

interface ModuleGraph {
  readonly roots: readonly string[];
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly isDynamic?: boolean;
      readonly code?: { readonly specifier?: string };
    }[];
  }[];
}

/** Every module that is evaluated when the registry is imported; a dynamic import is not followed. */
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";
function modulesLoadedWithRegistry(): ReadonlySet<string> {
  const registry = fileURLToPath(import.meta.resolve("../../../src/harness/adapters/registry.ts"));
  const info = execFileSync(Deno.execPath(), ["info", "--json", registry], { maxBuffer: 64 * 2 ** 20 });
  const graph: ModuleGraph = JSON.parse(info.toString());
  const modules = new Map(graph.modules.map((module) => [module.specifier, module]));
  const loaded = new Set(graph.roots);
  for (const specifier of loaded) {
    for (const { isDynamic = false, code } of modules.get(specifier)?.dependencies ?? []) {
      if (!isDynamic && code?.specifier !== undefined) loaded.add(code.specifier);
    }
  }
  return loaded;
}

Deno.test("registry.ts loads no adapter and no package when it is imported", () => {
  const loaded = [...modulesLoadedWithRegistry()].map((specifier) => specifier.replace(/^file:.*\/src\//, "src/"));
  assert.deepEqual(loaded.sort(), [
    "node:url",
    "src/harness/adapters/adapter_module.ts",
    "src/harness/adapters/facts.ts",
    "src/harness/adapters/registry.ts",
  ]);
});
