/**
 * Adapters that the self-test needs and nobody else: plain code for one diamond with something planted into each
 * run. They are text, so that every build carries them, and are written to a file for the workers to load.
 * @module
 */

/** What is planted into a run, as statements in which `run` counts the runs of the process from 0. */
export type PlantedStatements = string;

/** Runs that go well before a fault strikes: the trace and the first of the warm-up. */
const SOUND_RUNS = 5;

/** Faults by the name of their adapter. */
export const FAULTS = {
  "hangs": `if (run >= ${SOUND_RUNS}) for (;;);`,
  "throws": `if (run >= ${SOUND_RUNS}) throw new RangeError("planted by the self-test");`,
  "answers-wrong": `if (run >= ${SOUND_RUNS}) seed ^= 1;`,
} as const;

/**
 * Writes the module of an adapter.
 *
 * @param id Id of the adapter.
 * @param planted What each run does before its tasks.
 * @returns JavaScript.
 */
export function plantedModule(id: string, planted: PlantedStatements): string {
  return `const kept = new Array(8).fill(null);
export default {
  id: ${JSON.stringify(id)},
  title: "the self-test's ${id}",
  packages: [],
  executionModel: "async",
  durability: "none",
  approach: "tuned",
  idiom: "Plain code with something planted by the self-test.",
  supports: ({ shape }) => shape.kind === "diamond" || "has nothing but diamonds",
  prepare(_workload, work) {
    let runs = 0;
    return {
      async run(seed) {
        const run = runs++;
        ${planted}
        const top = await work.one(0, seed);
        return await work.join(3, await Promise.all([work.one(1, top), work.one(2, top)]));
      },
    };
  },
};
`;
}

/** A directory that is gone when it is disposed of. */
export interface ModuleDirectory extends AsyncDisposable {
  readonly path: string;
}

/**
 * Writes modules to a directory for temporary files.
 *
 * @param modules Texts by name, without the ending.
 * @returns The directory; the modules are in it as `NAME.mjs`.
 */
export async function moduleDirectory(modules: Readonly<Record<string, string>>): Promise<ModuleDirectory> {
  const path = await Deno.makeTempDir({ prefix: "puffinbench-" });
  for (const [name, text] of Object.entries(modules)) await Deno.writeTextFile(`${path}/${name}.mjs`, text);
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
