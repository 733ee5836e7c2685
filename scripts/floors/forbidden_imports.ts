/**
 * Imports that are forbidden whatever the floors say, as data: each with the reason that is shown to
 * whoever writes one.
 * @module
 */
import type { Import } from "./import_graph.ts";

/** A rule against imports from some places to others. */
export interface ForbiddenImport {
  /** Places that must not import. */
  readonly from: readonly string[];
  /** Places that must not be imported by them. */
  readonly to: readonly string[];
  /** The rule, as a sentence. */
  readonly rule: string;
  /** The only imports of this kind that are right. @default none */
  readonly isAllowed?: (found: Import) => boolean;
}

/** Rooms that compute and do nothing else. */
export const PURE_ROOMS: readonly string[] = ["src/stats/", "src/engine/graph/", "src/harness/workload/"];

const ADAPTERS = "src/harness/adapters/";

/** Files beside the adapters that are none. */
const NOT_ADAPTERS: ReadonlySet<string> = new Set(
  [
    "adapter.ts",
    "adapter_module.ts",
    "declared_graph.ts",
    "facts.ts",
    "in_flight.ts",
    "fairness.ts",
    "fairness_notes.ts",
    "feature_programs.ts",
    "llamaindex_graphs.ts",
    "micro_program.ts",
    "package_versions.ts",
    "python_facts.ts",
    "registry.ts",
    "scratch_folder.ts",
    "shape_builders.ts",
    "sizes.json",
    "sizes.ts",
    "xstate_machines.ts",
  ].map((name) => ADAPTERS + name),
);

/** Files that know all adapters. */
const REGISTRIES: ReadonlySet<string> = new Set(["registry.ts", "fairness_notes.ts"].map((name) => ADAPTERS + name));

/** Tells whether a file is an adapter's own: `NAME.ts`, or in the folder `NAME` that goes with it. */
function isOf(name: string, file: string): boolean {
  return file === `${ADAPTERS}${name}.ts` || file.startsWith(`${ADAPTERS}${name}/`);
}

/** Names the adapter that a file belongs to. */
function adapterAt(file: string): string {
  return file.slice(ADAPTERS.length).replace(/(\.ts|\/.*)$/, "");
}

/** All rules. */
export const FORBIDDEN_IMPORTS: readonly ForbiddenImport[] = [
  {
    from: ["src/engine/", "mod.ts"],
    to: ["src/harness/", "main.ts", "bench/"],
    rule: "the engine never knows that it is measured",
  },
  {
    from: ["src/harness/", "main.ts", "bench/"],
    to: ["src/engine/"],
    rule: "the harness has no private door into the engine",
    // A public door has a name of its own.
    isAllowed: ({ specifier }) => specifier.startsWith("puffinflow/"),
  },
  {
    from: ["src/harness/", "main.ts"],
    to: ["mod.ts"],
    rule: 'the harness meets the engine only in the adapter puffinflow, which imports "puffinflow"',
    isAllowed: ({ from, specifier }) => isOf("puffinflow", from) && specifier === "puffinflow",
  },
  {
    from: [ADAPTERS],
    to: [ADAPTERS],
    rule: "an adapter knows its framework and no other adapter",
    isAllowed: ({ from, to }) => REGISTRIES.has(from) || NOT_ADAPTERS.has(to) || isOf(adapterAt(from), to),
  },
  {
    from: ["src/harness/report/"],
    to: ["src/harness/measure/"],
    rule: "a report reads the analysed model and measures nothing",
  },
  {
    from: PURE_ROOMS,
    to: ["node:", "src/time/system_clock.ts", "src/random/system_random.ts"],
    rule: "statistics, graphs and workloads are pure: time, chance and files are handed in",
  },
];
