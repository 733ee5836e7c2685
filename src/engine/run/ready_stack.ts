/**
 * The stack of tasks that are ready to start, shared by all runs of the process: a loop works above the
 * height it found and leaves the stack as it was, so loops nest. A stack and not a queue, because what
 * has just become ready is what is still in the processor's cache.
 * @module
 */

/** Tasks ready to start, those of inner loops above those of outer ones; the first `height` entries count. */
export const readyStack: { readonly tasks: number[]; height: number } = { tasks: [], height: 0 };

/**
 * Puts tasks on the stack so that the first of them ends up on top, and keeps the topmost in hand.
 *
 * @param tasks Tasks in the order in which they should start.
 * @param inHand A task that should start after all of them, or -1.
 * @returns The task to start first, or -1 if there is none.
 */
export function stackUp(tasks: readonly number[], inHand: number): number {
  for (let i = tasks.length - 1; i >= 0; i--) inHand = stackOne(tasks[i]!, inHand);
  return inHand;
}

/**
 * Puts the task in hand on the stack and takes another one instead.
 *
 * @param task The task to start first.
 * @param inHand The task that was to start first, or -1.
 * @returns `task`.
 */
export function stackOne(task: number, inHand: number): number {
  if (inHand >= 0) readyStack.tasks[readyStack.height++] = inHand;
  return task;
}
