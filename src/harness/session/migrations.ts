/**
 * Brings results of older versions up to the present one, a step at a time. A step knows two versions
 * and nothing else; what was not recorded then becomes null or empty, and is never guessed.
 * @module
 */
import * as z from "zod";
import { RESULT_SCHEMA } from "./result.ts";

/** A step from one version to the next. */
interface Migration {
  readonly from: string;
  readonly to: string;
  /** Makes the newer content of the older. */
  readonly migrate: (content: unknown) => unknown;
}

const NAME = /^puffinbench\/([1-9]\d*)$/;

const forkOfOne = z.looseObject({});

/** The parts of version 1 that version 2 adds to. */
const versionOne = z.looseObject({
  session: z.looseObject({
    startedAt: z.string(),
    workerFlags: z.array(z.string()),
    profile: z.looseObject({ forks: z.number(), rounds: z.number() }),
  }),
  subjects: z.array(z.looseObject({ id: z.string() })),
  benchmarks: z.array(z.looseObject({
    id: z.string(),
    cells: z.array(z.looseObject({ subject: z.string(), forks: z.array(forkOfOne).optional() })),
  })),
});

type VersionOne = z.infer<typeof versionOne>;

const MIGRATIONS: readonly Migration[] = [
  { from: "puffinbench/1", to: "puffinbench/2", migrate: (content) => fromOneToTwo(versionOne.parse(content)) },
];

/** What became of a content. */
export type MigrationOutcome =
  | { readonly kind: "present"; readonly content: unknown }
  /** Written by a program that knows more than this one. */
  | { readonly kind: "newer"; readonly schema: string }
  | { readonly kind: "foreign"; readonly schema: unknown }
  /** Calls itself of an older version and is not. */
  | { readonly kind: "broken"; readonly error: z.ZodError };

/**
 * Brings a result to the present version.
 *
 * @param content What was read.
 * @returns The content of the present version, unchecked; or why there is none.
 */
export function migrated(content: unknown): MigrationOutcome {
  let present = content;
  for (;;) {
    const schema = schemaOf(present);
    if (schema === RESULT_SCHEMA) return { kind: "present", content: present };
    const step = MIGRATIONS.find(({ from }) => from === schema);
    if (step === undefined) return strange(schema);
    try {
      present = step.migrate(present);
    } catch (error) {
      if (error instanceof z.ZodError) return { kind: "broken", error };
      throw error;
    }
  }
}

function schemaOf(content: unknown): unknown {
  return typeof content === "object" && content !== null && "schema" in content ? content.schema : undefined;
}

function strange(schema: unknown): MigrationOutcome {
  const version = (text: string) => Number(NAME.exec(text)?.[1] ?? 0);
  const isNewer = typeof schema === "string" && version(schema) > version(RESULT_SCHEMA);
  return isNewer ? { kind: "newer", schema } : { kind: "foreign", schema };
}

function fromOneToTwo({ session, subjects, benchmarks, ...rest }: VersionOne): unknown {
  const { profile, workerFlags } = session;
  const ids = benchmarks.map(({ id }) => id);
  const stage = { kind: "measure", firstPass: 0, passes: profile.forks, benchmarks: ids };
  return {
    ...rest,
    schema: "puffinbench/2",
    session: {
      ...session,
      profile: { ...profile, adaptiveRounds: null },
      hostFingerprint: null,
      resumedAt: [],
      stages: ids.length === 0 ? [] : [stage],
    },
    host: { referenceRounds: null, reference: [], phases: [], passes: [], grade: null },
    subjects: subjects.map((subject) => ({ ...subject, adapter: subject.id, extraWorkPercent: 0, workerFlags })),
    benchmarks: benchmarks.map((benchmark) => ({
      ...benchmark,
      rounds: { planned: profile.rounds, optimal: null },
      cells: benchmark.cells.map((cell) => {
        if (cell.forks === undefined) return cell;
        const added = {
          teardownNs: null,
          freshProcess: null,
          paddingBytes: null,
          batchSetBy: cell.subject,
          extraRounds: 0,
          rssBytes: [],
        };
        return { ...cell, forks: cell.forks.map((fork) => ({ ...fork, ...added })) };
      }),
    })),
  };
}
