/**
 * Runs a session in front of somebody: says at once what is going to happen, shows how it goes, keeps a
 * journal if there is a place for it, and lets Ctrl-C end it early with what there is.
 * @module
 */
import { join } from "node:path";
import { counted } from "../../units/count.ts";
import { remainingText } from "../../units/elapsed.ts";
import { captureMachine } from "../machine/capture.ts";
import { hostFingerprint } from "../machine/fingerprint.ts";
import type { Grade } from "../machine/grade.ts";
import { readLoad, readTicks } from "../machine/load.ts";
import { systemHost } from "../machine/system_host.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { liveProgress } from "../report/terminal/live_progress.ts";
import { loggedProgress } from "../report/terminal/logged_progress.ts";
import type { ProgressView } from "../report/terminal/progress_view.ts";
import { assembleResult } from "../session/assemble.ts";
import { JournalFile, type JournalHeader } from "../session/journal.ts";
import type { SessionPlan } from "../session/plan.ts";
import type { SessionEvent } from "../session/progress.ts";
import { planDigest } from "../session/plan_digest.ts";
import type { Result } from "../session/result.ts";
import { resultFileName } from "../session/result_file.ts";
import { runSession } from "../session/session.ts";
import { estimateSessionMs } from "../session/time_estimate.ts";
import { writeLines } from "./drawing.ts";
import { gradeWatch } from "./required_grade.ts";
import type { Io } from "./io.ts";
import { keptCpuRounds } from "./kept_rounds.ts";
import { checkSameSession, type FoundJournal, JOURNAL_SUFFIX } from "./resumption.ts";
import { takeTurn, type WhenBusy } from "./turn.ts";
import { toolInfo } from "./version.ts";

/** Where a session's records are kept while it runs. */
export type Keeping =
  | { readonly kind: "nowhere" }
  /** In a new journal in a directory that exists, with the wishes that the plan followed from. */
  | { readonly kind: "new"; readonly directory: string; readonly wishes: JournalHeader["wishes"] }
  /** In the journal of a session that is gone on with. */
  | { readonly kind: "resumed"; readonly journal: FoundJournal };

/** What surrounds a session on the command line. */
export interface SessionScene {
  readonly io: Io;
  /** How to draw on the error stream. */
  readonly face: Face;
  /** The command line, for the record. */
  readonly argv: readonly string[];
  readonly keeping: Keeping;
  /** Told when the machine is worse in a pass. @default nobody minds */
  readonly requireGrade?: Grade | undefined;
  /** What to do while another session measures on this machine. @default not to care, as of tests of other things */
  readonly whenBusy?: WhenBusy;
}

/** A session that is over. */
export interface MeasuredSession {
  readonly result: Result;
  /** Path of its journal, or `null` if it had none. */
  readonly journal: string | null;
}

/**
 * Runs a session and says how it goes on the error stream.
 *
 * @param plan What to measure.
 * @param scene What surrounds it.
 * @returns The result; that of an interrupted session has what was finished.
 * @throws {UsageError} If a session that was stopped cannot be gone on with here.
 * @throws {BusyError} If another session measures and this one is not to wait.
 */
export async function measuredSession(plan: SessionPlan, scene: SessionScene): Promise<MeasuredSession> {
  const { io, face, argv: words, whenBusy } = scene;
  using turn = whenBusy === undefined ? undefined : await takeTurn({ io, argv: words, whenBusy });
  const present = await presentHeader(plan, scene);
  if (scene.keeping.kind === "resumed") checkSameSession(scene.keeping.journal, present);
  writeLines(io.stderr, announcement(plan, face));
  const abort = new AbortController();
  // Who was interrupted while it waited ends as any session does that was interrupted, with nothing measured.
  if (turn === null) abort.abort();
  const interrupt = () => {
    // With nobody listening any more, a second Ctrl-C ends the program on the spot.
    listening[Symbol.dispose]();
    abort.abort();
    writeLines(io.stderr, ["", "puffinbench: interrupted, ending the processes; what was finished is kept"]);
  };
  using listening = io.onInterrupt(interrupt);
  using journal = openJournal(scene.keeping, present);
  const header = scene.keeping.kind === "resumed" ? scene.keeping.journal.content.header : present;
  const since = readTicks(systemHost.files);
  const views = [progressView(io, face, plan), ...(scene.requireGrade ? [gradeWatch(scene.requireGrade, io)] : [])];
  const onEvent = (event: SessionEvent) => views.forEach((view) => view(event));
  const hooks = journal === null ? { onEvent } : { onEvent, journal };
  // Not a part of the plan: a session that goes on has written down what it began with.
  const cpuRounds = plan.cpuRounds ?? await keptCpuRounds(header.hostFingerprint, io);
  const outcome = await runSession({ ...plan, cpuRounds, signal: abort.signal }, hooks);
  const machine = { ...header.machine, loadBefore: header.loadBefore, loadAfter: readLoad(systemHost, { since }) };
  const { argv, tool, hostFingerprint } = header;
  const result = assembleResult(outcome, { plan, machine, argv, tool, hostFingerprint });
  return { result, journal: journal?.path ?? null };
}

async function presentHeader(plan: SessionPlan, { argv, keeping }: SessionScene): Promise<JournalHeader> {
  const machine = await captureMachine();
  return structuredClone<JournalHeader>({
    kind: "header",
    journal: 1,
    wishes: keeping.kind === "new" ? keeping.wishes : null,
    plan: await planDigest(plan),
    seed: plan.seed,
    hostFingerprint: await hostFingerprint(machine, plan.workerCommand.flags),
    tool: toolInfo(),
    argv: [...argv],
    machine,
    loadBefore: readLoad(systemHost),
  });
}

function openJournal(keeping: Keeping, header: JournalHeader): JournalFile | null {
  switch (keeping.kind) {
    case "nowhere":
      return null;
    case "resumed":
      return JournalFile.resume(keeping.journal.path, keeping.journal.content);
    case "new": {
      const name = resultFileName(new Date()).replace(/\.json$/, `_${header.seed}${JOURNAL_SUFFIX}`);
      return JournalFile.create(join(keeping.directory, name), header);
    }
  }
}

function announcement({ benchmarks, arms, profile, seed }: SessionPlan, face: Face): string[] {
  const amounts = [
    counted(benchmarks.length, "benchmark"),
    counted(arms.length, "subject"),
    counted(profile.forks, "process", "processes"),
  ];
  const takes = remainingText(estimateSessionMs({ profile, benchmarks, arms }));
  const plan = `${profile.name} · seed ${seed} · ${amounts.join(" × ")} · ${takes}`;
  return drawParagraph([span("puffinbench", "strong"), span(` · ${plan}`)], face);
}

function progressView({ stderr, env, nowMs }: Io, face: Face, { benchmarks, arms }: SessionPlan): ProgressView {
  const canvas = { face, nowMs, write: (text: string) => stderr.write(text) };
  const isLive = stderr.columns !== undefined && !env.CI && env.TERM !== "dumb";
  return isLive ? liveProgress(canvas, { benchmarks, subjects: arms.map(({ id }) => id) }) : loggedProgress(canvas);
}
