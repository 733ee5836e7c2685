/**
 * Tries a subject in Python: starts its worker, has it run each shape once, and checks that the work was done. What is
 * found is what a session would find, in seconds instead of minutes.
 * @module
 */
import { PYTHON_SUBJECTS, type PythonEnvironmentName, type PythonSubject } from "../adapters/python_facts.ts";
import { ExpectedAnswers } from "../session/proof.ts";
import type { ReplyBody, RequestBody } from "../session/protocol.ts";
import { WorkerProcess } from "../session/worker_process.ts";
import { replyOf, SubjectFault } from "../session/cell_fault.ts";
import { checkTrace } from "../workload/trace_check.ts";
import type { Shape } from "../workload/shape.ts";
import type { Workload } from "../workload/workload.ts";
import { pythonWorkerCommand } from "./worker_command.ts";

/** How long a worker may take to answer, in milliseconds: the first run of a server is a slow one. */
const TIME_LIMIT_MS = 120_000;

const SHAPES: readonly Shape[] = [{ kind: "chain", length: 5 }, { kind: "fanout", width: 5 }, { kind: "diamond" }];

/** What became of one shape. */
export interface ShapeProbe {
  readonly shape: Shape["kind"];
  /** `null` if the work was done, else why it was not. */
  readonly fault: string | null;
}

/** What became of a subject. */
export interface SubjectProbe {
  readonly subject: string;
  /** Versions of Python and the packages; empty where the framework could not be imported. */
  readonly versions: Readonly<Record<string, string>>;
  readonly shapes: readonly ShapeProbe[];
}

/** Where a subject is tried. */
export interface ProbePlace {
  /** Path of the Python. */
  readonly python: string;
  /** Directory of the programs. */
  readonly programs: string;
}

/**
 * Finds the subject that shows whether an environment works.
 *
 * @param environment Its name, or `null` for the standard library.
 * @returns The first subject that runs in it.
 * @throws {RangeError} If none does.
 */
export function subjectOf(environment: PythonEnvironmentName | null): PythonSubject {
  const found = PYTHON_SUBJECTS.find((subject) => subject.environment === environment);
  if (found === undefined) throw new RangeError(`Cannot probe as a subject must run in "${environment}"`);
  return found;
}

/**
 * Tries a subject.
 *
 * @param subject Id of the subject.
 * @param place Where.
 * @returns What became of each shape. A worker that fails ends the probe: all shapes that are left have its reason.
 */
export async function probeSubject(subject: string, { python, programs }: ProbePlace): Promise<SubjectProbe> {
  const worker = new WorkerProcess(pythonWorkerCommand({ python, programs, subject }), { paddingBytes: 0 });
  let versions: Readonly<Record<string, string>> = {};
  const shapes: ShapeProbe[] = [];
  const ask = async (body: RequestBody): Promise<ReplyBody> =>
    replyOf(await worker.request(body, { timeLimitMs: TIME_LIMIT_MS }));
  try {
    for (const shape of SHAPES) {
      const { fault, told } = await probeShape(shape, { subject, ask });
      versions = told ?? versions;
      shapes.push({ shape: shape.kind, fault });
    }
  } catch (error) {
    if (!(error instanceof SubjectFault)) throw error;
    const left = SHAPES.slice(shapes.length);
    shapes.push(...left.map(({ kind }) => ({ shape: kind, fault: error.message })));
  } finally {
    await worker.kill();
  }
  return { subject, versions, shapes };
}

interface Asking {
  readonly subject: string;
  readonly ask: (body: RequestBody) => Promise<ReplyBody>;
}

async function probeShape(shape: Shape, { subject, ask }: Asking) {
  const workload: Workload = { seedName: "probe", shape, kernel: { kind: "noop" } };
  const made = await ask({ op: "set-up", adapter: subject, workload });
  if (made.op === "unsupported") return { fault: made.reason, told: made.adapter.versions };
  const told = made.op === "set-up" ? made.adapter.versions : undefined;
  const traced = await ask({ op: "trace", iteration: 0 });
  if (traced.op !== "traced") return { fault: `answered "${traced.op}"`, told };
  const fault = checkTrace(shape, traced.steps) ?? new ExpectedAnswers(workload).digestFaultOf(0, traced.digest);
  return { fault, told };
}
