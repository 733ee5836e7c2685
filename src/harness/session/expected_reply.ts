/**
 * Takes a reply for what was asked for, or calls it a fault of the subject.
 * @module
 */
import { SubjectFault } from "./cell_fault.ts";
import { oneLine } from "./one_line.ts";
import type { ReplyBody } from "./protocol.ts";

/**
 * Checks that a reply answers what was asked.
 *
 * @param reply The reply.
 * @param op What it must be.
 * @returns The reply.
 * @throws {SubjectFault} If it is another one.
 */
export function expectOp<Op extends ReplyBody["op"]>(reply: ReplyBody, op: Op): Extract<ReplyBody, { op: Op }> {
  if (reply.op === op) return reply as Extract<ReplyBody, { op: Op }>;
  if (reply.op === "unsupported") throw new SubjectFault({ status: "unsupported", reason: oneLine(reply.reason) });
  throw protocolFault(`answered "${reply.op}" instead of "${op}"`);
}

/**
 * Makes a fault of a worker that breaks the protocol.
 *
 * @param reason What it did, as a clause.
 * @returns The fault.
 */
export function protocolFault(reason: string): SubjectFault {
  return new SubjectFault({ status: "failed", code: "protocol", reason });
}

/**
 * Makes a fault of work that was not done as agreed.
 *
 * @param reason What was wrong, as a clause.
 * @returns The fault.
 */
export function invalidWork(reason: string): SubjectFault {
  return new SubjectFault({ status: "invalid", reason });
}
