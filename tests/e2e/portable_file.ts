/**
 * The portable file under test: the one that PUFFIN_BIN names, if it is portable; else a small one of
 * the same making, whose runtime is a link to the Deno that runs the tests. So the stub and the
 * installer are tested with every run of the tests, and the real file in all its weight by CI.
 */
import { resolve } from "node:path";
import { writePortable } from "../../scripts/compile/portable.ts";
import { programFlags } from "../../scripts/compile/program_flags.ts";

/** Stands in for the program: knows its version and complains of everything else. */
const SMALL_PROGRAM = `
if (Deno.args[0] === "--version") console.log("puffinbench " + globalThis.__PUFFIN_BUILD__.version);
else {
  console.error("Cannot find the command " + JSON.stringify(Deno.args));
  Deno.exitCode = 2;
}
`;

/** Returns the portable file that PUFFIN_BIN names. */
export async function givenPortableFile(): Promise<string | undefined> {
  const path = Deno.env.get("PUFFIN_BIN");
  if (path === undefined) return undefined;
  using file = await Deno.open(path);
  const head = new Uint8Array(128);
  await file.read(head);
  return new TextDecoder().decode(head).includes("portable build") ? resolve(path) : undefined;
}

/** Makes a small portable file in an empty directory. */
export async function makePortableFile(directory: string): Promise<string> {
  const runtime = `${directory}/runtime`;
  await Deno.writeTextFile(runtime, `#!/bin/sh\nexec '${Deno.execPath()}' "$@"\n`, { mode: 0o755 });
  const path = `${directory}/puffinbench`;
  await writePortable(path, {
    facts: {
      kind: "portable",
      version: "0.0.0",
      commit: null,
      deno: Deno.version.deno,
      target: Deno.build.target,
      flags: programFlags("portable"),
    },
    bundle: new Map([["main.js", SMALL_PROGRAM]]),
    directory: `${directory}/build`,
    runtime,
    compressLevel: 6,
  });
  return path;
}
