/**
 * What may go wrong with one subject in one benchmark, as the status that its cell then has. A fault
 * costs a subject this cell for the rest of the session, and nobody else anything.
 * @module
 */
import { oneLine } from "./one_line.ts";
import type { LostCell } from "./progress.ts";
import type { ReplyBody } from "./protocol.ts";
import type { WorkerOutcome } from "./worker_process.ts";

/** A lost cell without its subject. */
export type CellFault = LostCell extends infer Lost ? Lost extends LostCell ? Omit<Lost, "subject"> : never : never;

/**
 * Names the subject of a fault.
 *
 * @param fault What went wrong.
 * @param subject Name of the subject in results.
 * @returns The lost cell.
 */
export function lostCell(fault: CellFault, subject: string): LostCell {
  return { ...fault, subject };
}

/** Ends what a subject does in a block. Caught in `block.ts`; never leaves the session. */
export class SubjectFault extends Error {
  override readonly name = "SubjectFault";

  /**
   * Wraps a fault.
   *
   * @param fault Status and reason of the cell.
   */
  constructor(readonly fault: CellFault) {
    super(fault.reason);
  }
}

/** Ends a block because the session was interrupted. */
export class SessionInterrupt extends Error {
  override readonly name = "SessionInterrupt";
}

/**
 * Takes the reply out of an outcome.
 *
 * @param outcome How a request went.
 * @returns The reply, which is not one of failure.
 * @throws {SubjectFault} If there is no such reply.
 * @throws {SessionInterrupt} If the session was interrupted.
 */
export function replyOf(outcome: WorkerOutcome): ReplyBody {
  switch (outcome.kind) {
    case "reply":
      if (outcome.reply.op === "failed") throw new SubjectFault(faultOfFailure(outcome.reply));
      return outcome.reply;
    case "died":
      throw new SubjectFault({
        status: "failed",
        code: outcome.outOfMemory ? "out-of-memory" : "exit",
        reason: outcome.reason,
      });
    case "time-limit":
      throw new SubjectFault({ status: "failed", code: "time-limit", reason: outcome.reason });
    case "stuck":
    case "oversized":
      throw new SubjectFault({ status: "failed", code: outcome.kind, reason: outcome.reason });
    case "garbage":
      throw new SubjectFault({ status: "failed", code: "protocol", reason: outcome.reason });
    case "interrupted":
      throw new SessionInterrupt();
  }
}

function faultOfFailure({ code, message }: Extract<ReplyBody, { op: "failed" }>): CellFault {
  const reason = oneLine(message);
  if (code === "import") return { status: "unavailable", reason };
  // A framework that says so itself has not done the work, whatever it took.
  return code === "status" ? { status: "invalid", reason } : { status: "failed", code, reason };
}
