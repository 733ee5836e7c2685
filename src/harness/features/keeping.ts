/**
 * Features about runs that somebody looks at, stops or takes up again, and about what the compiler knows of them.
 * @module
 */
import { answered, endingText, type Feature, isError } from "./feature.ts";
import { watchedTask } from "./watched_task.ts";

/** What the person answers who is asked. */
const ANSWER = 1_000;

/** A run that was cut off goes on. */
export const resumption: Feature<"resumption"> = {
  id: "resumption",
  title: "resumption",
  question: "Does a run that was cut off go on from what was kept, without the tasks that had ended?",
  trial() {
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    const first = watchedTask(1), second = watchedTask(10);
    return {
      site: {
        first: first.run,
        reached,
        second(value, cut) {
          if (second.calls > 0) return second.run(value);
          second.calls++;
          resolve();
          if (cut === "fails") return Promise.reject(new Error("planned failure"));
          return new Promise(() => {});
        },
      },
      judge: (ending) => ({
        isThere: answered(ending, 11) && first.calls === 1 && second.calls === 2,
        seen: `${endingText(ending)}; ${first.calls} run of the task before the cut, ${second.calls} of the one in it`,
      }),
    };
  },
};

/** Events come while the run goes on. */
export const streaming: Feature<"streaming"> = {
  id: "streaming",
  title: "events on the way",
  question: "Does the caller hear of a task's end before the run's?",
  trial() {
    const { promise: wasSeen, resolve } = Promise.withResolvers<void>();
    let events = 0;
    const first = watchedTask(1);
    // The second task waits for whoever reads the events: if they came only at the end, there would be none.
    const second = watchedTask(10, () => wasSeen);
    return {
      site: {
        first: first.run,
        second: second.run,
        seen() {
          events++;
          if (first.calls === 1 && first.inFlight === 0) resolve();
        },
      },
      judge: (ending) => ({
        isThere: answered(ending, 11) && events > 0,
        seen: ending.kind === "answered" ? "events arrived during the run" : endingText(ending),
      }),
    };
  },
};

/** A person decides. */
export const approval: Feature<"approval"> = {
  id: "approval",
  title: "human in the loop",
  question: "Can a run stop, let go of its caller, and go on with what the caller then says?",
  trial() {
    const before = watchedTask(1), after = watchedTask(0);
    let askedInTime = false;
    return {
      site: {
        before: before.run,
        after: (value, answer) => after.run(value + answer),
        answer() {
          askedInTime = before.calls === 1 && after.calls === 0;
          return ANSWER;
        },
      },
      judge: (ending) => ({
        isThere: askedInTime && answered(ending, 1 + ANSWER) && before.calls === 1 && after.calls === 1,
        seen: `${endingText(ending)}; ${
          askedInTime ? "the answer was asked for between the tasks" : "nobody was asked"
        }`,
      }),
    };
  },
};

/** The compiler knows what a task gives. */
export const typing: Feature<"typing"> = {
  id: "typing",
  title: "typed outputs",
  question: "Does it not compile when a task takes another one's output as a wrong type?",
  trial() {
    const first = watchedTask(1), second = watchedTask(10);
    return {
      site: { first: first.run, second: second.run },
      judge: (ending) => ({
        isThere: answered(ending, 11),
        seen: answered(ending, 11)
          ? "the wrong line is in the source, and the build fails if the compiler lets it pass"
          : endingText(ending),
      }),
    };
  },
};

/** What comes in is looked at. */
export const checkedInput: Feature<"checkedInput"> = {
  id: "checkedInput",
  title: "checked inputs",
  question: "Does a run that is given a text for a number end before its first task?",
  trial() {
    const task = watchedTask(1);
    return {
      site: { task: task.run, right: 0, wrong: "no number" },
      judge: (ending) => ({
        isThere: isError(ending) && task.calls === 1,
        seen: `${endingText(ending)}, and the task ${task.calls === 1 ? "did not run" : "ran all the same"}`,
      }),
    };
  },
};

/** A run branches off another one's past. */
export const timeTravel: Feature<"timeTravel"> = {
  id: "timeTravel",
  title: "time travel",
  question: "Can a run go on from the middle of an ended one, with another value?",
  trial() {
    const first = watchedTask(1), second = watchedTask(10);
    return {
      site: { first: first.run, second: second.run, instead: 5 },
      judge: (ending) => ({
        isThere: answered(ending, 15) && first.calls === 1 && second.calls === 2,
        seen: `${endingText(ending)}; ${first.calls} run of the first task, ${second.calls} of the second`,
      }),
    };
  },
};
