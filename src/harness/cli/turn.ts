/**
 * Waits for this session's turn on the machine, or refuses and says whose turn it is. The lock is
 * `session/machine_lock.ts`.
 * @module
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type LockHolder, type MachineLock, takeMachineLock, type TakenByOther } from "../session/machine_lock.ts";
import { writeLines } from "./drawing.ts";
import type { Io } from "./io.ts";
import { BusyError, UsageError } from "./usage_error.ts";

/** What to do while another session measures. */
export type WhenBusy = "wait" | "refuse";

/**
 * Reads the wish from the command line.
 *
 * @param options Whether `--wait` is given.
 */
export function whenBusyOf({ wait = false }: { readonly wait?: boolean }): WhenBusy {
  return wait ? "wait" : "refuse";
}

/** Who takes the lock, and how time passes; others do it in tests. */
export interface TurnMeans {
  readonly take: typeof takeMachineLock;
  /** Fulfilled after a time, or at once when the signal is aborted. */
  readonly pause: (durationMs: number, signal: AbortSignal) => Promise<void>;
}

/** What surrounds a session that wants its turn. */
export interface TurnScene {
  readonly io: Pick<Io, "env" | "stderr" | "onInterrupt">;
  readonly argv: readonly string[];
  readonly whenBusy: WhenBusy;
}

/** Variable that names the file of the lock, or switches it off. */
const LOCK_VARIABLE = "PUFFIN_LOCK";
const OFF = "off";
const LOCK_NAME = "puffinbench.lock";
/** How often to try again, in milliseconds: next to nothing beside what a session takes. */
const TRY_EVERY_MS = 500;

/**
 * Takes the turn.
 *
 * @param scene What surrounds the session.
 * @param means Who does the work.
 * @returns The turn, to be given back when the session is over; `null` if it was interrupted while it waited.
 * @throws {BusyError} If another session measures and this one is not to wait.
 * @throws {UsageError} If the file of the lock cannot be used.
 */
export async function takeTurn(
  { io, argv, whenBusy }: TurnScene,
  { take = takeMachineLock, pause = pauseFor }: Partial<TurnMeans> = {},
): Promise<Disposable | null> {
  const path = io.env[LOCK_VARIABLE] ?? join(tmpdir(), LOCK_NAME);
  if (path === OFF) return { [Symbol.dispose]: () => {} };
  const me: LockHolder = { pid: process.pid, since: new Date().toISOString(), command: argv.join(" ") };
  const first = tried(path, me, take);
  if (first.kind === "taken") return first;
  if (whenBusy === "refuse") {
    throw new BusyError(
      `Cannot measure as no other session may measure on this machine: ${holderText(first)}; --wait waits for its end`,
    );
  }
  writeLines(io.stderr, [`puffinbench: waiting for the end of another session: ${holderText(first)}`]);
  const abort = new AbortController();
  using _listening = io.onInterrupt(() => abort.abort());
  while (!abort.signal.aborted) {
    await pause(TRY_EVERY_MS, abort.signal);
    const next = tried(path, me, take);
    if (next.kind === "taken") return next;
  }
  return null;
}

function tried(path: string, me: LockHolder, take: typeof takeMachineLock): MachineLock | TakenByOther {
  try {
    return take(path, me);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot take the machine's lock as ${path} must be a file to write to: ${why}; ${LOCK_VARIABLE} names another`,
      { cause: error },
    );
  }
}

function holderText({ holder }: TakenByOther): string {
  if (holder === null) return "it has just begun";
  return `process ${holder.pid} has been at "puffinbench ${holder.command}" since ${holder.since}`;
}

function pauseFor(durationMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, durationMs);
  signal.addEventListener("abort", () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
