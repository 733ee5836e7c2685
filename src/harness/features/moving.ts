/**
 * Features about the way through a graph: who goes on, how many, and inside what.
 * @module
 */
import { answered, endingText, type Feature, isError } from "./feature.ts";
import { watchedTask } from "./watched_task.ts";

/** Tasks of the concurrency limit, and how many of them at once. */
const CROWD = 8, LIMIT = 3;
/** Branches of the dynamic fan-out: no number that stands in a graph by chance. */
const BRANCHES = 7;

/** An output decides which task goes on. */
export const routing: Feature<"routing"> = {
  id: "routing",
  title: "routing by output",
  question: "Can the output of a task decide which of two others runs?",
  trial() {
    const first = watchedTask(1), left = watchedTask(10), right = watchedTask(100);
    return {
      site: { first: first.run, left: left.run, right: right.run },
      judge: (ending) => ({
        isThere: answered(ending, 101) && left.calls === 0 && right.calls === 1,
        seen: isError(ending) ? endingText(ending) : `${left.calls} runs of the one and ${right.calls} of the other`,
      }),
    };
  },
};

/** The number of branches is known only during the run. */
export const dynamicFanOut: Feature<"dynamicFanOut"> = {
  id: "dynamicFanOut",
  title: "dynamic fan-out",
  question: "Can a task decide how many others run side by side?",
  trial() {
    const task = watchedTask(1);
    return {
      site: { count: () => Promise.resolve(BRANCHES), task: task.run },
      judge: (ending) => ({
        isThere: answered(ending, BRANCHES * (BRANCHES + 1) / 2) && task.calls === BRANCHES && task.peak === BRANCHES,
        seen: isError(ending) ? endingText(ending) : `${task.calls} tasks, of which ${task.peak} overlapped`,
      }),
    };
  },
};

/** A graph is a task of another. */
export const subGraphs: Feature<"subGraphs"> = {
  id: "subGraphs",
  title: "sub-graphs",
  question: "Can a graph be a task of another graph?",
  trial() {
    const tasks = [watchedTask(1), watchedTask(10), watchedTask(100)] as const;
    const [before, inside, after] = tasks;
    return {
      site: { before: before.run, inside: inside.run, after: after.run },
      judge: (ending) => ({
        isThere: answered(ending, 111) && tasks.every(({ calls }) => calls === 1),
        seen: isError(ending)
          ? endingText(ending)
          : `${tasks.reduce((sum, { calls }) => sum + calls, 0)} tasks ran in order`,
      }),
    };
  },
};

/** Not all that could run does. */
export const concurrencyLimit: Feature<"concurrencyLimit"> = {
  id: "concurrencyLimit",
  title: "concurrency limit",
  question: "Can a run keep all but some of the tasks that could run waiting?",
  trial() {
    const task = watchedTask(1);
    return {
      site: { count: CROWD, task: task.run, limit: LIMIT },
      judge: (ending) => ({
        isThere: answered(ending, CROWD * (CROWD + 1) / 2) && task.peak === LIMIT,
        seen: isError(ending) ? endingText(ending) : `${task.peak} of ${task.calls} tasks overlapped, ${LIMIT} were to`,
      }),
    };
  },
};
