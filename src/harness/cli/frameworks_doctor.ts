/**
 * `puffinbench frameworks doctor`: has every installed framework in Python run small graphs, and says whether the
 * work was done, in which versions.
 * @module
 */
import { PYTHON_ENVIRONMENT_NAMES, PYTHON_SUBJECTS, type PythonEnvironmentName } from "../adapters/python_facts.ts";
import { currentEnvironment, pythonOf } from "../python/installed.ts";
import { probeSubject, type SubjectProbe } from "../python/probe.ts";
import { writeWorkerFiles } from "../python/worker_files.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { placeFor, pythonFor } from "./python_place.ts";

/** Where the findings go. */
export interface ExaminationScene {
  readonly looks: LooksOptions;
  readonly io: Pick<Io, "env" | "stdout" | "stderr">;
}

/**
 * Tries frameworks.
 *
 * @param names Which environments; none stands for all, and for plain Python.
 * @param scene Where the findings go.
 * @param probe Who tries a subject; others do it in tests.
 * @returns The exit code: whether all that was named is installed and works; what was not named need not be installed.
 * @throws {UsageError} If there is no Python that fits, or no home.
 */
export async function examineFrameworks(
  names: readonly PythonEnvironmentName[],
  { looks, io }: ExaminationScene,
  probe: typeof probeSubject = probeSubject,
): Promise<number> {
  const place = placeFor(io), python = await pythonFor(io), face = faceFor(io.stdout, looks, io);
  const programs = await writeWorkerFiles(place.workers);
  let isSound = true;
  for (const name of names.length === 0 ? [null, ...PYTHON_ENVIRONMENT_NAMES] : names) {
    const installed = name === null ? null : await currentEnvironment(name, place);
    if (name !== null && installed === null) {
      isSound &&= names.length === 0;
      writeLines(io.stdout, drawMissing(name, face));
      continue;
    }
    const program = installed === null ? python.program : pythonOf(installed.directory);
    for (const { id } of PYTHON_SUBJECTS.filter(({ environment }) => environment === name)) {
      const found = await probe(id, { python: program, programs });
      isSound &&= works(found);
      writeLines(io.stdout, drawProbe(found, face));
    }
  }
  return isSound ? EXIT_CODE.success : EXIT_CODE.notMeasured;
}

function works({ shapes }: SubjectProbe): boolean {
  return shapes.every(({ fault }) => fault === null);
}

function drawMissing(name: string, face: Face): string[] {
  const text = ` not installed: puffinbench frameworks install ${name}`;
  return drawParagraph([span("–", "faint"), span(` ${name}`), span(text, "faint")], face, 2);
}

function drawProbe(found: SubjectProbe, face: Face): string[] {
  const versions = Object.entries(found.versions).map(([name, version]) => `${name} ${version}`).join(", ");
  const sign = works(found) ? span("✓", "faster") : span("✗", "slower");
  const faults = found.shapes.filter(({ fault }) => fault !== null);
  return [
    ...drawParagraph([sign, span(` ${found.subject}`, "strong"), span(`  ${versions}`, "faint")], face, 2),
    ...faults.flatMap(({ shape, fault }) => drawParagraph([span(`  ${shape}: ${fault}`)], face, 4)),
  ];
}
