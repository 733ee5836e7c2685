import assert from "node:assert/strict";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { readHostId, readOs } from "../../../src/harness/machine/os.ts";
import { fixedHost, mutePlatform } from "./fixed_host.ts";
import { fixedTexts, type Texts } from "./fixed_texts.ts";
import { BARE_METAL } from "./sample_machines.ts";

function distributionOf(texts: Texts) {
  return readOs(fixedHost({ files: fixedTexts(texts) })).distribution;
}

Deno.test("readOs() tells name, release, distribution and instruction set", () => {
  assert.deepEqual(readOs(fixedHost({ files: fixedTexts(BARE_METAL) })), {
    name: "linux",
    release: "6.1.0",
    distribution: known('Imaginary GNU/Linux 4 "Noon"'),
    arch: "x86_64",
  });
});

Deno.test("readOs() takes the plain name when there is no pretty one", () => {
  assert.deepEqual(distributionOf({ "/etc/os-release": "ID=x\nNAME=Alpine\n" }), known("Alpine"));
  assert.deepEqual(distributionOf({ "/etc/os-release": "NAME='Two Words'\n" }), known("Two Words"));
});

Deno.test("readOs() looks in the second place when the first holds nothing", () => {
  assert.deepEqual(
    distributionOf({ "/etc/os-release": "\n", "/usr/lib/os-release": 'PRETTY_NAME="Fallback 1"' }),
    known("Fallback 1"),
  );
});

Deno.test("readOs() speaks of the first place when neither holds anything", () => {
  assert.deepEqual(distributionOf({}), missing("/etc/os-release: not on this system"));
});

Deno.test("readOs() cleans what the distribution calls itself", () => {
  assert.deepEqual(distributionOf({ "/etc/os-release": 'PRETTY_NAME="\u001b[2JEvil\u0007"' }), known("[2JEvil"));
});

Deno.test("readOs() calls a refused release unknown", () => {
  const { osRelease } = mutePlatform("darwin");
  assert.equal(readOs(fixedHost({ osRelease: osRelease! })).release, "unknown");
});

Deno.test("readHostId() is the beginning of the SHA-256 of the host's name", async () => {
  // The first vector of FIPS 180-2.
  assert.deepEqual(await readHostId(fixedHost({ hostname: () => "abc" })), known("ba7816bf8f01"));
});

Deno.test("readHostId() gives a reason when the name is refused", async () => {
  const { hostname } = mutePlatform("linux");
  assert.deepEqual(
    await readHostId(fixedHost({ hostname: hostname! })),
    missing("no permission: Deno runs without --allow-all"),
  );
});
