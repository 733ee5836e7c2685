/**
 * One session at a time on a machine: two that measure at once measure each other. The lock is the system's own on
 * a file that everybody finds, so it ends with the process that has it, however that ends. What the file says
 * is only for people: who has it. Whoever waits for a turn is `cli/turn.ts`.
 * @module
 */
import * as z from "zod";

const holderSchema = z.object({ pid: z.int().positive(), since: z.iso.datetime(), command: z.string() });

/** Who measures on this machine. */
export type LockHolder = z.infer<typeof holderSchema>;

/** A lock that is held until it is disposed of. */
export interface MachineLock extends Disposable {
  readonly kind: "taken";
}

/** Somebody else's lock. */
export interface TakenByOther {
  readonly kind: "busy";
  /** `null` where the file does not say: its holder is just about to write it. */
  readonly holder: LockHolder | null;
}

/**
 * Tries to take the lock, and says at once how that went.
 *
 * @param path The file; it is made if it is not there, and stays when the lock is given back.
 * @param holder What others shall read of us.
 * @returns The lock, or who has it.
 * @throws {Error} If the file can be neither opened nor made.
 */
export function takeMachineLock(path: string, holder: LockHolder): MachineLock | TakenByOther {
  const file = openShared(path);
  if (!file.tryLockSync(true)) {
    file.close();
    return { kind: "busy", holder: readHolder(path) };
  }
  file.truncateSync(0);
  const bytes = new TextEncoder().encode(`${JSON.stringify(holder)}\n`);
  for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
  return {
    kind: "taken",
    [Symbol.dispose]() {
      // Nobody has it from here on; the file stays, as another process may have it open already.
      file.truncateSync(0);
      file.close();
    },
  };
}

/** Another user's file in a shared directory may be opened, and not made anew: so it is first taken to be there. */
function openShared(path: string): Deno.FsFile {
  try {
    return Deno.openSync(path, { read: true, write: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const file = Deno.openSync(path, { read: true, write: true, create: true, mode: 0o666 });
  try {
    // Whatever the mask took away: other users of the machine have to find the lock as well.
    Deno.chmodSync(path, 0o666);
  } catch {
    // Where modes cannot be changed there are no other users to care for, or another one was quicker.
  }
  return file;
}

function readHolder(path: string): LockHolder | null {
  try {
    return holderSchema.safeParse(JSON.parse(Deno.readTextFileSync(path))).data ?? null;
  } catch {
    return null;
  }
}
