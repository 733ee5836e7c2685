/**
 * Runs once, from the freshly unpacked payload: checks every file, then moves the directory to its
 * final place in one step. Any number of first runs may be here at once; a lock lets them pass one
 * by one, and all but the first find the work done. Plain JavaScript, as it is shipped as it stands.
 * @module
 */

const [unpacked, home] = Deno.args;
const { files } = JSON.parse(Deno.readTextFileSync(`${unpacked}/manifest.json`));

const damaged = await firstDamagedFile();
if (damaged === undefined) {
  publish();
} else {
  Deno.stderr.writeSync(new TextEncoder().encode(`${damaged} is damaged\n`));
  Deno.exitCode = 65;
}

async function firstDamagedFile() {
  for (const [path, expected] of Object.entries(files)) {
    const digest = await crypto.subtle.digest("SHA-256", Deno.readFileSync(`${unpacked}/${path}`));
    if (new Uint8Array(digest).toHex() !== expected) return path;
  }
}

function publish() {
  // The system lets go of the lock when the process ends, however it ends.
  using lock = Deno.openSync(`${home}.lock`, { create: true, write: true });
  lock.lockSync(true);
  removeForgotten();
  if (isComplete()) return;
  moveAway();
  Deno.renameSync(unpacked, home);
}

/** A first run that was killed could not clean up: nothing takes an hour to unpack. */
function removeForgotten() {
  const base = `${unpacked}/..`;
  for (const { name } of Deno.readDirSync(base)) {
    if (!name.startsWith(".new-")) continue;
    try {
      const { mtime } = Deno.statSync(`${base}/${name}`);
      if (mtime < Date.now() - 3_600_000) Deno.removeSync(`${base}/${name}`, { recursive: true });
    } catch {
      // Another first run has ended and taken its directory with it.
    }
  }
}

/** Sizes are enough: what stands at the final place was checked before it was moved there. */
function isComplete() {
  try {
    return Object.keys(files).every((path) =>
      Deno.statSync(`${home}/${path}`).size === Deno.statSync(`${unpacked}/${path}`).size
    );
  } catch {
    return false; // What is missing or cannot be looked at is not complete.
  }
}

/** Takes what is left of a damaged installation out of the way: a directory can only replace an empty one. */
function moveAway() {
  const remains = `${unpacked}/replaced`;
  try {
    Deno.renameSync(home, remains);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  Deno.removeSync(remains, { recursive: true });
}
