/**
 * `deno task check:coverage`: runs the engine's tests, prints which share of its branches they take, room by
 * room, and fails when it is too small.
 *
 * A file that no test loads is in no report, and neither are the branches of a function that no test calls:
 * so files are compared with those that there are, and functions have the same floor as branches.
 * @module
 */
import { filesIn, percentOf, type RoomCoverage, roomCoverage } from "./coverage/room_coverage.ts";
import { fail, print } from "./print.ts";
import { codeFilesOf, repositoryFiles } from "./repository_files.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";
import { endOf, runCommand } from "./run_command.ts";

/** Smallest share that is accepted, in per cent. */
const FLOOR_PERCENT = 90;
/** What is measured. */
const ROOM = "src/engine/";
/** What measures it. The leak test runs the engine in a process of its own, where nothing is counted. */
const TESTS = ["tests/engine", "tests/property", "--ignore=tests/engine/leak_test.ts"];
/** Where the raw counts go: no version control, formatter or linter looks there. */
const FOLDER = "coverage";

/**
 * Lists the files that must be in a report: those that hold something to run.
 *
 * @param root The repository's directory, absolute.
 * @param room A folder, from the root, with a slash at its end.
 * @returns Their paths from the root.
 */
export async function filesToCover(root: string, room: string): Promise<string[]> {
  const files = codeFilesOf(await repositoryFiles(root)).filter((file) => file.startsWith(room));
  const texts = await Promise.all(files.map((file) => Deno.readTextFile(`${root}/${file}`)));
  return files.filter((_, index) =>
    /^(?:export )?(?:default )?(?:async |abstract )*(?:function|class|const|let) /m.test(texts[index]!)
  );
}

/** Runs the tests and gives their report, or nothing when one failed: it has said so then. */
async function measure(root: string): Promise<string | undefined> {
  const deno = Deno.execPath(), raw = ["--clean", "--coverage-raw-data-only", `--coverage=${FOLDER}`];
  const tests = await endOf([deno, "test", "-A", "--quiet", "--parallel", "--reporter=dot", ...raw, ...TESTS], {
    cwd: root,
  });
  if (tests.exitCode !== 0) {
    fail(`${tests.stdout}${tests.stderr}coverage: the tests that it is measured with must pass`);
    return undefined;
  }
  return await runCommand([deno, "coverage", "--lcov", `--include=/${ROOM}`, FOLDER], { cwd: root });
}

/** Prints the share of each room. */
function printRooms(rooms: readonly RoomCoverage[]): void {
  const width = Math.max(...rooms.map(({ room }) => room.length));
  for (const { room, branches, functions } of rooms) {
    const [ofBranches, ofFunctions] = [branches, functions].map((part) => percentOf(part).toFixed(1).padStart(5));
    print(`${room.padEnd(width)}  branches ${ofBranches} %  functions ${ofFunctions} %`);
  }
}

/** Lists what is wrong with a report, in whole sentences. */
async function coverageBreaches(lcov: string, root: string): Promise<string[]> {
  const { branches, functions } = roomCoverage(lcov, root).at(-1)!, covered = filesIn(lcov, root);
  const small = Object.entries({ branches, functions }).filter(([, part]) => percentOf(part) < FLOOR_PERCENT);
  const missing = (await filesToCover(root, ROOM)).filter((file) => !covered.has(file));
  return [
    ...small.map(([what, part]) =>
      `coverage: at least ${FLOOR_PERCENT} % of the ${what} of ${ROOM} must be tested: ${
        percentOf(part).toFixed(1)
      } % are`
    ),
    ...missing.map((file) => `coverage: every file of ${ROOM} must be loaded by a test: ${file} is by none`),
  ];
}

if (import.meta.main) {
  const lcov = await measure(REPOSITORY_ROOT);
  if (lcov !== undefined) {
    printRooms(roomCoverage(lcov, REPOSITORY_ROOT));
    for (const breach of await coverageBreaches(lcov, REPOSITORY_ROOT)) fail(breach);
  }
}
