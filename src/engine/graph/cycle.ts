/**
 * Finds a cycle among dependencies, and its path: a message that only says "there is a cycle" sends the
 * programmer searching.
 * @module
 */

/** Where the search stands with a state. */
const enum Mark {
  Unseen,
  OnPath,
  Done,
}

/**
 * Looks for states that wait for themselves. Iterative, so that a chain of a million states does not
 * exhaust the call stack.
 *
 * @param dependencies Per state, the indices of those it waits for.
 * @returns The states of one cycle, each waiting for the one after it, the first repeated at the end; `null` if there is none.
 */
export function cycleAmong(dependencies: readonly (readonly number[])[]): readonly number[] | null {
  // Where every state waits only for earlier ones, as nearly always, there is nothing to search.
  if (dependencies.every((needed, state) => needed.every((dependency) => dependency < state))) return null;
  const marks = new Uint8Array(dependencies.length);
  const path: number[] = [];
  // How many dependencies of each state on the path were followed already.
  const followed: number[] = [];
  for (let start = 0; start < dependencies.length; start++) {
    if (marks[start] !== Mark.Unseen) continue;
    path.push(start);
    followed.push(0);
    marks[start] = Mark.OnPath;
    while (path.length > 0) {
      const state = path.at(-1)!, dependency = dependencies[state]![followed[path.length - 1]!++];
      if (dependency === undefined) {
        marks[state] = Mark.Done;
        path.pop();
        followed.pop();
      } else if (marks[dependency] === Mark.OnPath) {
        return [...path.slice(path.indexOf(dependency)), dependency];
      } else if (marks[dependency] === Mark.Unseen) {
        marks[dependency] = Mark.OnPath;
        path.push(dependency);
        followed.push(0);
      }
    }
  }
  return null;
}
