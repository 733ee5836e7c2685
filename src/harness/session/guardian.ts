/**
 * Sees to it that no worker outlives its session: a session that is killed on the spot cannot end its
 * workers, and one of them may be in a loop that never looks at its pipes. A shell of a megabyte stands by;
 * it is told which groups of processes are alive, and when the pipe to it breaks, it kills them. A thread
 * inside of each worker could do the same, but would be measured with it, and would keep alive a run that
 * nothing can settle. Where there is no shell nobody stands by.
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { WorkerProcess } from "./worker_process.ts";

const SHELL = "/bin/sh";

/** Reads `+ <group>` and `- <group>`, one a line, until the pipe is closed, and kills the groups that are left. */
const VIGIL = `
alive=" "
while read -r sign group; do
  case "$sign" in
    +) alive="$alive$group " ;;
    -) case "$alive" in *" $group "*) alive="\${alive%% $group *} \${alive#* $group }" ;; esac ;;
  esac
done
for group in $alive; do kill -9 "-$group" 2>/dev/null; done
`;

/** Watches over the workers of a session; started with the first of them. */
export class Guardian {
  #shell: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();

  /**
   * Watches over a worker until it is gone.
   *
   * @param worker A worker that was just started.
   */
  watch({ pid, gone }: WorkerProcess): void {
    if (pid === null) return;
    this.#start();
    this.#tell(`+ ${pid}`);
    gone.then(() => this.#tell(`- ${pid}`));
  }

  /** Ends the watch; all workers should be gone by now. */
  async dismiss(): Promise<void> {
    this.#shell?.stdin?.end();
    await this.#ended;
    this.#shell = null;
  }

  #start(): void {
    if (this.#shell !== null) return;
    // A group of its own: neither Ctrl-C nor the end of the terminal reaches it before its time.
    const shell = spawn(SHELL, ["-c", VIGIL], { stdio: ["pipe", "ignore", "ignore"], env: {}, detached: true });
    this.#ended = new Promise((resolve) => {
      shell.once("exit", () => resolve());
      shell.once("error", () => resolve());
    });
    shell.stdin?.on("error", () => {});
    this.#shell = shell;
  }

  #tell(line: string): void {
    const { stdin } = this.#shell ?? {};
    if (stdin?.writable === true) stdin.write(`${line}\n`);
  }
}
