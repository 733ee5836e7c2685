/**
 * Runs a session in front of somebody: says at once what is going to happen, shows how it goes, and
 * lets Ctrl-C end it early with what there is.
 * @module
 */
import { counted } from "../../units/count.ts";
import { captureMachine } from "../machine/capture.ts";
import { readLoad, readTicks } from "../machine/load.ts";
import { systemHost } from "../machine/system_host.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { liveProgress, loggedProgress, type ProgressView } from "../report/terminal/progress.ts";
import { assembleResult } from "../session/assemble.ts";
import type { SessionPlan } from "../session/plan.ts";
import type { Result } from "../session/result.ts";
import { runSession } from "../session/session.ts";
import { writeLines } from "./drawing.ts";
import type { Io } from "./io.ts";
import { toolInfo } from "./version.ts";

/** What surrounds a session on the command line. */
export interface SessionScene {
  readonly io: Io;
  /** How to draw on the error stream. */
  readonly face: Face;
  /** The command line, for the record. */
  readonly argv: readonly string[];
}

/**
 * Runs a session and says how it goes on the error stream.
 *
 * @param plan What to measure.
 * @param scene What surrounds it.
 * @returns The result; that of an interrupted session has what was finished.
 */
export async function measuredSession(plan: SessionPlan, { io, face, argv }: SessionScene): Promise<Result> {
  writeLines(io.stderr, announcement(plan, face));
  const abort = new AbortController();
  const interrupt = () => {
    // With nobody listening any more, a second Ctrl-C ends the program on the spot.
    listening[Symbol.dispose]();
    abort.abort();
    writeLines(io.stderr, ["", "puffinbench: interrupted, ending the processes; what was finished is kept"]);
  };
  using listening = io.onInterrupt(interrupt);
  const machine = await captureMachine();
  const since = readTicks(systemHost.files);
  const loadBefore = readLoad(systemHost);
  const outcome = await runSession({ ...plan, signal: abort.signal }, { onEvent: progressView(io, face) });
  const loadAfter = readLoad(systemHost, { since });
  return assembleResult(outcome, { plan, machine: { ...machine, loadBefore, loadAfter }, argv, tool: toolInfo() });
}

function announcement({ benchmarks, subjects, profile, seed }: SessionPlan, face: Face): string[] {
  const amounts = [
    counted(benchmarks.length, "benchmark"),
    counted(subjects.length, "subject"),
    counted(profile.forks, "process", "processes"),
  ];
  const plan = `${profile.name} · seed ${seed} · ${amounts.join(" × ")}`;
  return drawParagraph([span("puffinbench", "strong"), span(` · ${plan}`)], face);
}

function progressView({ stderr, env, nowMs }: Io, face: Face): ProgressView {
  const canvas = { face, nowMs, write: (text: string) => stderr.write(text) };
  const isLive = stderr.columns !== undefined && !env.CI && env.TERM !== "dumb";
  return isLive ? liveProgress(canvas) : loggedProgress(canvas);
}
