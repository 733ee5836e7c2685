/**
 * `puffinbench frameworks list`: which frameworks in Python there are, in which versions, and which are installed.
 * @module
 */
import { PYTHON_SUBJECTS } from "../adapters/python_facts.ts";
import { lockedVersions, PYTHON_ENVIRONMENTS, type PythonEnvironment } from "../python/environments.ts";
import { type InstalledEnvironment, installedEnvironments } from "../python/installed.ts";
import { findInterpreter } from "../python/interpreter.ts";
import { drawParagraph, type Span, span } from "../report/terminal/line.ts";
import { type Column, drawRow, layOut, type Row } from "../report/terminal/table.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { placeFor } from "./python_place.ts";

const COLUMNS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "left", gap: 2 },
  { align: "left", gap: 2 },
  { align: "left", gap: 2 },
];

/**
 * Lists frameworks.
 *
 * @param looks The flags about looks.
 * @param io The world.
 * @returns The exit code.
 * @throws {UsageError} If there is no home.
 */
export async function listFrameworks(looks: LooksOptions, io: Pick<Io, "env" | "stdout">): Promise<number> {
  const installed = await installedEnvironments(placeFor(io)), python = await findInterpreter(io.env);
  const face = faceFor(io.stdout, looks, io);
  const cells = (...texts: readonly Span[]): Row => ({ kind: "cells", cells: texts.map((text) => [text]) });
  const rows = [
    cells(...["name", "version", "state", "subjects"].map((text) => span(text, "faint"))),
    cells(
      span("raw", "strong"),
      span(python.program === null ? "–" : `Python ${python.version}`),
      python.program === null ? span("not there", "slower") : span("ready", "faster"),
      span(subjectsOf(null)),
    ),
    ...PYTHON_ENVIRONMENTS.map((environment) =>
      cells(
        span(environment.name, "strong"),
        span(lockedVersions(environment).get(environment.packageName) ?? ""),
        stateOf(environment, installed),
        span(subjectsOf(environment.name)),
      )
    ),
  ];
  const layout = layOut(COLUMNS, rows, face);
  const missing = PYTHON_ENVIRONMENTS.filter(({ name }) =>
    !installed.some((one) => one.name === name && one.isCurrent)
  );
  const advice = python.program === null
    ? python.why
    : missing.length === 0
    ? "Measure them with: puffinbench run orchestration --frameworks python --profile quick"
    : `Install with: puffinbench frameworks install${
      missing.length === PYTHON_ENVIRONMENTS.length ? "" : missing.map(({ name }) => ` ${name}`).join("")
    }`;
  writeLines(io.stdout, [
    ...rows.map((row) => drawRow(COLUMNS, row, { layout, face })),
    "",
    ...drawParagraph([span(advice, "faint")], face),
  ]);
  return EXIT_CODE.success;
}

function stateOf({ name }: PythonEnvironment, installed: readonly InstalledEnvironment[]): Span {
  const own = installed.filter((one) => one.name === name);
  if (own.some(({ isCurrent }) => isCurrent)) return span("installed", "faster");
  return own.length > 0 ? span("out of date", "doubt") : span("not installed", "faint");
}

function subjectsOf(environment: (typeof PYTHON_SUBJECTS)[number]["environment"]): string {
  return PYTHON_SUBJECTS.filter((subject) => subject.environment === environment).map(({ id }) => id).join(", ");
}
