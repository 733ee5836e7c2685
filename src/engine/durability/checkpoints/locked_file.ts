/**
 * Files that show who is alive: the operating system gives a lock back when its process ends, however it ends. No
 * heartbeat is missed, and no number of a process is mistaken for another's.
 * @module
 */

/** How often a lock is tried: somebody may just be looking whether it is held. */
const TRIES = 20;

/**
 * Locks a file, which is made when it is not there.
 *
 * @param path The file.
 * @returns The file, locked until it is closed; `null` when somebody else has locked it.
 */
export function lockFile(path: string): Deno.FsFile | null {
  for (let tries = 0; tries < TRIES; tries++) {
    const file = Deno.openSync(path, { read: true, write: true, create: true });
    if (file.tryLockSync(true) && isStillAt(path, file)) return file;
    file.close();
  }
  return null;
}

/**
 * Tells whether somebody has locked a file.
 *
 * @param path The file.
 * @returns `false` also when there is no such file.
 */
export function isLocked(path: string): boolean {
  let file: Deno.FsFile;
  try {
    file = Deno.openSync(path, { read: true, write: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
  try {
    return !file.tryLockSync(true);
  } finally {
    file.close();
  }
}

/** A file that was removed between opening and locking is locked by nobody who looks for it. */
function isStillAt(path: string, file: Deno.FsFile): boolean {
  try {
    return Deno.statSync(path).ino === file.statSync().ino;
  } catch {
    return false;
  }
}
