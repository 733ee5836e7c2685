/**
 * The programs of workers, carried in this program as text and written to the cache in a directory that is named by
 * their content: a new build writes new ones, and none is ever changed under a worker that runs.
 * @module
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { PYTHON_SUBJECTS } from "../adapters/python_facts.ts";
import adapter from "./worker/puffin_adapter.py" with { type: "text" };
import channel from "./worker/puffin_channel.py" with { type: "text" };
import claims from "./worker/puffin_claims.py" with { type: "text" };
import dagster from "./worker/puffin_dagster.py" with { type: "text" };
import dagsterDisk from "./worker/puffin_dagster_disk.py" with { type: "text" };
import langgraph from "./worker/puffin_langgraph.py" with { type: "text" };
import langgraphDisk from "./worker/puffin_langgraph_disk.py" with { type: "text" };
import llamaindex from "./worker/puffin_llamaindex.py" with { type: "text" };
import measure from "./worker/puffin_measure.py" with { type: "text" };
import prefect from "./worker/puffin_prefect.py" with { type: "text" };
import process from "./worker/puffin_process.py" with { type: "text" };
import puffinflow from "./worker/puffin_puffinflow.py" with { type: "text" };
import puffinflowDisk from "./worker/puffin_puffinflow_disk.py" with { type: "text" };
import raw from "./worker/puffin_raw.py" with { type: "text" };
import rig from "./worker/puffin_rig.py" with { type: "text" };
import serving from "./worker/puffin_serving.py" with { type: "text" };
import worker from "./worker/puffin_worker.py" with { type: "text" };
import workload from "./worker/puffin_workload.py" with { type: "text" };

/** The program that is started. */
export const WORKER_PROGRAM = "puffin_worker.py";

/** The program that measures claims. */
export const CLAIMS_PROGRAM = "puffin_claims.py";

/** What is said of each subject, for the worker to repeat. */
const SUBJECTS = JSON.stringify(
  Object.fromEntries(
    PYTHON_SUBJECTS.map(({ module, environment: _environment, isInAll: _isInAll, ...facts }) => [
      facts.id,
      { module, facts },
    ]),
  ),
  null,
  2,
);

const FILES: Readonly<Record<string, string>> = {
  "subjects.json": SUBJECTS,
  [WORKER_PROGRAM]: worker,
  [CLAIMS_PROGRAM]: claims,
  "puffin_adapter.py": adapter,
  "puffin_channel.py": channel,
  "puffin_dagster.py": dagster,
  "puffin_dagster_disk.py": dagsterDisk,
  "puffin_langgraph.py": langgraph,
  "puffin_langgraph_disk.py": langgraphDisk,
  "puffin_llamaindex.py": llamaindex,
  "puffin_measure.py": measure,
  "puffin_prefect.py": prefect,
  "puffin_process.py": process,
  "puffin_puffinflow.py": puffinflow,
  "puffin_puffinflow_disk.py": puffinflowDisk,
  "puffin_raw.py": raw,
  "puffin_rig.py": rig,
  "puffin_serving.py": serving,
  "puffin_workload.py": workload,
};

const DIGITS = 12;

/**
 * Writes the programs, unless they are there.
 *
 * @param workers Directory of all builds' programs; made if it does not exist.
 * @returns The directory of this build's.
 * @throws {Error} If it cannot be written.
 */
export async function writeWorkerFiles(workers: string): Promise<string> {
  const directory = join(workers, contentDigest());
  if (await isDirectory(directory)) return directory;
  await Deno.mkdir(workers, { recursive: true });
  const fresh = await Deno.makeTempDir({ dir: workers, prefix: "new-" });
  for (const [name, text] of Object.entries(FILES)) await Deno.writeTextFile(join(fresh, name), text);
  try {
    await Deno.rename(fresh, directory);
  } catch (error) {
    await Deno.remove(fresh, { recursive: true });
    // Another program of the same build was quicker.
    if (!await isDirectory(directory)) throw error;
  }
  return directory;
}

function contentDigest(): string {
  const hash = createHash("sha256");
  for (const [name, text] of Object.entries(FILES)) hash.update(`${name}\n${text.length}\n${text}`);
  return hash.digest("hex").slice(0, DIGITS);
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}
