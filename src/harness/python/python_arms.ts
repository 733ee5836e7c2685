/**
 * Plans arms for subjects in Python: with the command that starts them, or with the reason why they cannot be
 * started and what would help. Nothing is installed here.
 * @module
 */
import { PYTHON_SUBJECTS, type PythonSubject } from "../adapters/python_facts.ts";
import type { ArmPlan } from "../session/arm_plan.ts";
import { currentEnvironment, pythonOf } from "./installed.ts";
import { findInterpreter } from "./interpreter.ts";
import { pythonPlace } from "./place.ts";
import { pythonWorkerCommand } from "./worker_command.ts";
import { writeWorkerFiles } from "./worker_files.ts";

/** What decides whether a subject can be started. */
export type PythonMeans = Readonly<Record<string, string | undefined>>;

/**
 * Plans arms.
 *
 * @param ids Ids of subjects in Python.
 * @param env Variables of the environment.
 * @returns An arm for each, in the same order.
 * @throws {Error} If the programs of workers cannot be written to the cache.
 */
export async function pythonArms(ids: readonly string[], env: PythonMeans): Promise<ArmPlan[]> {
  const subjects = ids.flatMap((id) => PYTHON_SUBJECTS.filter((subject) => subject.id === id));
  if (subjects.length === 0) return [];
  const arms: ArmPlan[] = [];
  for (const subject of subjects) arms.push(await armOf(subject, env));
  return arms;
}

async function armOf({ id, environment }: PythonSubject, env: PythonMeans): Promise<ArmPlan> {
  const arm = { id, adapter: id, language: "python" } as const;
  const unavailable = (why: string): ArmPlan => ({ ...arm, unavailable: why });
  const place = pythonPlace(env);
  if (place === null) return unavailable("not installed: there is no home to install into, set HOME");
  if (Deno.build.os !== "linux") return unavailable("not installed: subjects in Python are measured on Linux");
  const python = await pythonFor(environment, env);
  if (python === null) return unavailable(`not installed: puffinbench frameworks install ${environment}`);
  if (typeof python === "object") return unavailable(python.why);
  const programs = await writeWorkerFiles(place.workers);
  return { ...arm, workerCommand: pythonWorkerCommand({ python, programs, subject: id }) };
}

/** The Python of an environment, or any that fits where none is needed; `null` where it is not installed. */
async function pythonFor(
  environment: PythonSubject["environment"],
  env: PythonMeans,
): Promise<string | null | { readonly why: string }> {
  const place = pythonPlace(env);
  if (environment !== null) {
    const installed = place === null ? null : await currentEnvironment(environment, place);
    return installed === null ? null : pythonOf(installed.directory);
  }
  const found = await findInterpreter(env);
  return found.program ?? { why: found.why };
}
