/**
 * Writes the portable executable: a shell script, padded to a fixed size, with an archive of Deno and
 * the program behind it. The same input gives the same bytes: the archive's members are sorted and
 * carry no times, owners or names.
 * @module
 */
import { invariant } from "../../src/invariant.ts";
import { runCommand } from "../run_command.ts";
import { type BuildFacts, buildId, type BuildOptions, type Digests, entryModule, sha256 } from "./build.ts";
import { type Bundle, ENTRY_MODULE, writeProgram } from "./program_files.ts";

/** Where the archive begins. A fixed place spares the script from having to know its own length. */
const HEAD_BYTES = 8192;

/** What {@linkcode writePortable} needs. */
export interface PortableOptions extends BuildOptions {
  /** The deno executable to carry along. */
  readonly runtime: string;
  /** Level of gzip, 1 to 9. */
  readonly compressLevel: number;
}

/**
 * Writes the portable executable.
 *
 * @param path File to write.
 * @param options What goes into it.
 * @returns The build's id.
 * @throws {Error} If tar or gzip fail; tar must be GNU's.
 */
export async function writePortable(path: string, options: PortableOptions): Promise<string> {
  const { facts, bundle, directory, runtime, compressLevel } = options;
  const installer = await Deno.readTextFile(new URL("install_payload.js", import.meta.url));
  const digests = digestsOf(bundle, { "deno": await Deno.readFile(runtime), "install.js": installer });
  const id = buildId(facts, digests);
  const entry = entryModule(facts, id);
  const files = { ...digests, [`app/${ENTRY_MODULE}`]: sha256(entry) };
  await writeProgram(`${directory}/app`, new Map([...bundle, [ENTRY_MODULE, entry]]));
  await Deno.writeTextFile(`${directory}/install.js`, installer);
  await Deno.writeTextFile(`${directory}/manifest.json`, JSON.stringify({ files }));
  await Deno.symlink(runtime, `${directory}/deno`);
  const archive = await pack(directory, compressLevel);
  const head = await fillStub({ facts, id, files: Object.keys(files) });
  await Deno.writeFile(path, concatenate(head, await Deno.readFile(archive)));
  await Deno.chmod(path, 0o755);
  return id;
}

function digestsOf(bundle: Bundle, others: Record<string, Uint8Array | string>): Digests {
  const program = [...bundle].map(([name, code]): [string, string] => [`app/${name}`, code]);
  // A directory is read in no particular order; what is written of it is the same each time.
  const all = [...program, ...Object.entries(others)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(all.map(([path, content]) => [path, sha256(content)]));
}

async function pack(directory: string, compressLevel: number): Promise<string> {
  const archive = `${directory}/payload.tar`;
  const equalise = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX"];
  const members = ["app", "deno", "install.js", "manifest.json"];
  const options = ["--format=ustar", "--dereference", ...equalise, `--directory=${directory}`, `--file=${archive}`];
  await runCommand(["tar", "--create", ...options, ...members]);
  await runCommand(["gzip", "--no-name", `-${compressLevel}`, archive]);
  return `${archive}.gz`;
}

interface StubContent {
  readonly facts: BuildFacts;
  readonly id: string;
  /** Paths of all files in the archive. */
  readonly files: readonly string[];
}

async function fillStub({ facts, id, files }: StubContent): Promise<Uint8Array> {
  const values: Record<string, string> = {
    VERSION: facts.version,
    TARGET: facts.target,
    DENO: facts.deno,
    FLAGS: facts.flags.join(" "),
    ID: id,
    FILES: files.toSorted().join(" "),
    ENTRY: ENTRY_MODULE,
    HEAD_BYTES: String(HEAD_BYTES),
    PAYLOAD_START: String(HEAD_BYTES + 1),
  };
  const template = await Deno.readTextFile(new URL("stub.sh", import.meta.url));
  const script = template.replace(/@([A-Z_]+)@/g, (_, name: string) => {
    const value = values[name];
    invariant(value !== undefined, `A value is known for @${name}@ in stub.sh`);
    return value;
  });
  const head = new TextEncoder().encode(script);
  invariant(head.length <= HEAD_BYTES, `The script fits into ${HEAD_BYTES} bytes`);
  return concatenate(head, new Uint8Array(HEAD_BYTES - head.length).fill("\n".charCodeAt(0)));
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
