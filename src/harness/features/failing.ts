/**
 * Features about tasks that fail, hang or wait for each other: what the framework does then.
 * @module
 */
import { answered, type Ending, endingText, type Feature, isError } from "./feature.ts";
import { watchedTask } from "./watched_task.ts";

/** Attempts that a failing task needs. */
const ATTEMPTS = 3;
/** Limit of a task that never ends: long enough for a busy machine to start it, short enough to wait for. */
const LIMIT_MS = 100;

/** A task that fails is tried again. */
export const retries: Feature<"retries"> = {
  id: "retries",
  title: "retries",
  question: "Is a task that fails twice tried a third time, by the framework?",
  trial() {
    const task = watchedTask(1, (call) => {
      if (call < ATTEMPTS) throw new Error("planned failure");
    });
    return {
      site: { task: task.run },
      judge: (ending) => ({
        isThere: task.calls === ATTEMPTS && answered(ending, 1),
        seen: `${task.calls} attempts, and ${endingText(ending)}`,
      }),
    };
  },
};

/** A task that takes too long is given up. */
export const timeouts: Feature<"timeouts"> = {
  id: "timeouts",
  title: "time limits",
  question: "Does a task that never ends come to an end by a limit that it was given?",
  trial() {
    const stuck = stuckTask();
    return {
      site: { task: stuck.run, limitMs: LIMIT_MS },
      judge: (ending) => ({ isThere: hasEnded(ending) && stuck.wasStarted(), seen: stuck.seen(endingText(ending)) }),
    };
  },
};

/** A run can be ended from outside. */
export const cancellation: Feature<"cancellation"> = {
  id: "cancellation",
  title: "cancellation",
  question: "Can a run be ended from outside while a task is under way?",
  trial() {
    const stuck = stuckTask();
    return {
      site: { task: stuck.run, started: stuck.started },
      judge: (ending) => ({ isThere: hasEnded(ending) && stuck.wasStarted(), seen: stuck.seen(endingText(ending)) }),
    };
  },
};

/** A failure leaves the rest alone. */
export const isolation: Feature<"isolation"> = {
  id: "isolation",
  title: "failure isolation",
  question: "Does the output of one task outlast the failure of the task beside it?",
  trial() {
    const good = watchedTask(1);
    const bad = watchedTask(0, () => {
      throw new Error("planned failure");
    });
    return {
      site: { good: good.run, bad: bad.run },
      judge: (ending) => ({
        isThere: bad.calls === 1 && answered(ending, 1),
        seen: answered(ending, 1) ? "the good task's output was there beside the failure" : endingText(ending),
      }),
    };
  },
};

/** Tasks that wait for each other are told. */
export const deadlock: Feature<"deadlock"> = {
  id: "deadlock",
  title: "deadlock detection",
  question: "Are two tasks that wait for each other reported, and not waited for?",
  trial() {
    const first = watchedTask(1), second = watchedTask(1);
    return {
      site: { first: first.run, second: second.run },
      judge: (ending) => ({
        isThere: isError(ending) && first.calls + second.calls === 0,
        seen: `${endingText(ending)}, and ${first.calls + second.calls} of the two tasks ran`,
      }),
    };
  },
};

/** A loop without end is ended. */
export const stepLimit: Feature<"stepLimit"> = {
  id: "stepLimit",
  title: "limit of steps",
  question: "Does a loop that never ends come to an end by a limit that the run was given?",
  trial() {
    const limit = 20;
    const task = watchedTask(1, (call) => {
      if (call > 2 * limit) throw new Error("The loop was not ended");
    });
    return {
      site: { task: task.run, limit },
      judge: (ending) => ({
        isThere: isError(ending) && task.calls > 1 && task.calls <= limit,
        seen: `${endingText(ending)} after ${task.calls} steps`,
      }),
    };
  },
};

function hasEnded({ kind }: Ending): boolean {
  return kind === "answered" || kind === "threw";
}

function stuckTask() {
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  let isStarted = false, isTold = false;
  return {
    started,
    wasStarted: () => isStarted,
    seen: (ending: string) => `${ending}, and the task ${isTold ? "was told by its signal" : "was not told"}`,
    run(signal?: AbortSignal): Promise<number> {
      isStarted = true;
      start();
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          isTold = true;
          reject(signal.reason);
        }, { once: true });
      });
    },
  };
}
