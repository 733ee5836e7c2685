/**
 * Probes several subjects, for a command and for a session's result.
 * @module
 */
import { type FeatureAnswer, probeFeatures } from "./probe.ts";
import { loadFeaturePrograms } from "./registry.ts";

/** A subject, and the adapter that it is. */
export interface ProbedSubject {
  readonly id: string;
  readonly adapter: string;
}

/** What probes found out about one subject. */
export interface SubjectAnswers {
  readonly subject: string;
  readonly answers: FeatureAnswer[];
}

/**
 * Probes subjects, one after the other.
 *
 * @param subjects The subjects; those without programs are left out of the answer.
 * @param onSubject Told of each before it is probed. @default nobody
 * @returns What was found out, in the order of the subjects.
 */
export async function probeSubjects(
  subjects: readonly ProbedSubject[],
  onSubject: (id: string) => void = () => {},
): Promise<SubjectAnswers[]> {
  const found: SubjectAnswers[] = [];
  for (const { id, adapter } of subjects) {
    const programs = await loadFeaturePrograms(adapter);
    if (programs === null) continue;
    onSubject(id);
    found.push({ subject: id, answers: await probeFeatures(programs) });
  }
  return found;
}
