/**
 * Who holds and who waits, said outright: what runs now cannot be told from outside where many tasks
 * share one thread.
 * @module
 */

/**
 * One task, as re-entry and deadlock detection see it. Any object with a name will do, and it is the
 * object that counts: two owners of the same name are two. An owner is one line of steps: a task that
 * goes on in several branches at once needs an owner for each of them.
 */
export interface Owner {
  /** Name of the task, for messages. */
  readonly name: string;
}
