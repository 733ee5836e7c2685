/**
 * What surrounds a worker of another language: a directory of its own, and a mark in its environment, which
 * whatever it starts inherits. When it is gone, all that still carries the mark is killed, in whichever group of
 * processes it hides, and the directory is removed. The worker itself is `worker_process.ts`.
 * @module
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** Variables by which a worker knows its directory and its mark. */
const SCRATCH_VARIABLE = "PUFFIN_SCRATCH";
const MARK_VARIABLE = "PUFFIN_MARK";

/** How often marked processes are looked for: one that was just starting another is caught the next time. */
const SWEEPS = 100;
/** Pause between two looks, in milliseconds: a process that was killed takes a moment to be gone. */
const SWEEP_PAUSE_MS = 20;

/** The surroundings of one worker. */
export class ForeignSurroundings {
  readonly #mark: string = crypto.randomUUID();
  readonly #scratch: string = join(tmpdir(), `puffinbench-${this.#mark}`);

  /** Makes the directory. */
  constructor() {
    Deno.mkdirSync(this.#scratch, { mode: 0o700 });
  }

  /** Variables that the worker gets. */
  get environment(): Readonly<Record<string, string>> {
    const scratch = this.#scratch;
    return { [SCRATCH_VARIABLE]: scratch, [MARK_VARIABLE]: this.#mark, HOME: scratch, TMPDIR: scratch };
  }

  /** Kills whatever carries the mark, and removes the directory. To be called when the worker itself is gone. */
  async clear(): Promise<void> {
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      const left = await markedProcesses(this.#mark);
      if (left.length === 0) break;
      for (const pid of left) kill(pid);
      await new Promise((resolve) => setTimeout(resolve, SWEEP_PAUSE_MS));
    }
    await Deno.remove(this.#scratch, { recursive: true }).catch(() => {});
  }
}

/** Finds processes whose environment has the mark; none where there is no `/proc`. */
async function markedProcesses(mark: string): Promise<number[]> {
  const found: number[] = [];
  try {
    for await (const { name } of Deno.readDir("/proc")) {
      if (/^\d+$/.test(name) && await hasMark(name, mark)) found.push(Number(name));
    }
  } catch {
    // Without `/proc` the group of processes is all that can be killed.
  }
  return found;
}

async function hasMark(pid: string, mark: string): Promise<boolean> {
  try {
    return (await Deno.readTextFile(`/proc/${pid}/environ`)).includes(`${MARK_VARIABLE}=${mark}`);
  } catch {
    // It is another user's, or has ended.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
