/**
 * Runs a framework's programs and has them judged, one after the other. A program that its file calls an absence must be
 * judged to be one, and the other way round: what contradicts its own file is `broken` and never shown as an answer.
 * @module
 */
import {
  type AbsentFeature,
  type FeatureId,
  type FeatureProgram,
  type FeaturePrograms,
  NothingFound,
  StillThereError,
} from "../adapters/feature_programs.ts";
import type { Ending, Feature, Judgement, Trial } from "./feature.ts";
import { FEATURE_IDS, FEATURES } from "./features.ts";

/** Most characters of an error's message in an evidence. */
const LONGEST_MESSAGE = 80;

/** What became of one feature of one framework. */
export interface FeatureAnswer {
  readonly feature: FeatureId;
  /** `broken` where the program did not do what its file says: nothing is known then. */
  readonly answer: "yes" | "no" | "n/a" | "broken";
  /** What happened, and by what, in one sentence. */
  readonly evidence: string;
}

/** How long programs are waited for. */
export interface ProbeLimits {
  /** Longest wait for a program, in milliseconds. @default {20_000} */
  readonly programMs?: number;
  /** Longest wait for a program that its file calls an absence, in milliseconds: it may hang. @default {500} */
  readonly absenceMs?: number;
}

/**
 * Probes all features of a framework.
 *
 * @param programs The framework's programs.
 * @param limits How long they are waited for.
 * @returns An answer for each feature, in the order in which they are shown.
 */
export async function probeFeatures(programs: FeaturePrograms, limits: ProbeLimits = {}): Promise<FeatureAnswer[]> {
  const answers: FeatureAnswer[] = [];
  // One after the other: programs share the thread, and a limit is a limit of time.
  for (const id of FEATURE_IDS) answers.push(await probe(FEATURES[id], programs, limits));
  return answers;
}

async function probe<Id extends FeatureId>(
  feature: Feature<Id>,
  programs: FeaturePrograms,
  { programMs = 20_000, absenceMs = 500 }: ProbeLimits,
): Promise<FeatureAnswer> {
  const entry = programs[feature.id], trial: Trial<Id> = feature.trial();
  if (entry.kind === "not-applicable") return { feature: feature.id, answer: "n/a", evidence: sentence(entry.why) };
  const ending = await endingOf(() => entry.run(trial.site), entry.kind === "program" ? programMs : absenceMs);
  return { feature: feature.id, ...verdictOn(entry, ending, () => trial.judge(ending)) };
}

type Verdict = Omit<FeatureAnswer, "feature">;

function verdictOn(
  entry: FeatureProgram<never> | AbsentFeature<never>,
  ending: Ending,
  judge: () => Judgement,
): Verdict {
  if (ending.kind === "threw" && ending.error instanceof StillThereError) {
    return { answer: "broken", evidence: `${ending.error.message}.` };
  }
  if (ending.kind === "answered" && ending.answer instanceof NothingFound) {
    const { searched } = ending.answer;
    return entry.kind === "absent"
      ? { answer: "no", evidence: sentence(`${entry.instead}; none of ${searched} names is like it`) }
      : { answer: "broken", evidence: "The program looked for names and ran nothing." };
  }
  const { isThere, seen } = judge();
  if (entry.kind === "program") {
    return { answer: isThere ? "yes" : "broken", evidence: sentence(`${seen}; by ${entry.by}`, ending) };
  }
  return { answer: isThere ? "broken" : "no", evidence: sentence(`${entry.instead}: ${seen}`) };
}

/** Waits for a program, but not for ever, and survives what would have ended the process. */
async function endingOf(run: () => Promise<unknown>, limitMs: number): Promise<Ending> {
  const { promise: interrupted, resolve } = Promise.withResolvers<Ending>();
  const timer = setTimeout(() => resolve({ kind: "hung" }), limitMs);
  let crash: Ending | null = null;
  const onRejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    crash = { kind: "crashed", error: event.reason };
    resolve(crash);
  };
  globalThis.addEventListener("unhandledrejection", onRejection);
  try {
    const ending = await Promise.race([ran(run), interrupted]);
    // A rejection that nobody handles is told a turn after it happened.
    await new Promise((turn) => setTimeout(turn, 0));
    return crash ?? ending;
  } finally {
    globalThis.removeEventListener("unhandledrejection", onRejection);
    clearTimeout(timer);
  }
}

async function ran(run: () => Promise<unknown>): Promise<Ending> {
  try {
    return { kind: "answered", answer: await run() };
  } catch (error) {
    return { kind: "threw", error };
  }
}

function sentence(clause: string, ending?: Ending): string {
  const detail = ending?.kind === "threw" && ending.error instanceof Error ? firstLine(ending.error) : "";
  // Some messages are data, and their first line is a bracket.
  return `${clause[0]!.toUpperCase()}${clause.slice(1)}${/\w{3}/.test(detail) ? ` (${detail})` : ""}.`;
}

function firstLine({ message }: Error): string {
  const line = message.split("\n")[0]!.trim().replace(/[.:]$/, "");
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}
