import assert from "node:assert/strict";
import { type BuildFacts, buildId, entryModule, sha256 } from "../../../scripts/compile/build.ts";

const facts: BuildFacts = {
  kind: "portable",
  version: "0.1.0",
  commit: null,
  deno: "2.9.6",
  target: "x86_64-unknown-linux-gnu",
  flags: ["-A"],
};
const digests = { "app/main.js": sha256("main"), "deno": sha256("deno") };

Deno.test("sha256() is the digest of FIPS 180", () => {
  assert.equal(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

Deno.test("buildId() does not depend on the order of the files", () => {
  const reversed = Object.fromEntries(Object.entries(digests).reverse());
  assert.equal(buildId(facts, digests), buildId(facts, reversed));
});

Deno.test("buildId() tells builds apart that differ in one fact or one file", () => {
  const others = [
    buildId({ ...facts, kind: "compiled" }, digests),
    buildId({ ...facts, version: "0.1.1" }, digests),
    buildId({ ...facts, commit: "67dac4e" }, digests),
    buildId({ ...facts, deno: "2.9.7" }, digests),
    buildId({ ...facts, flags: ["-A", "--no-npm"] }, digests),
    buildId(facts, { ...digests, deno: sha256("another deno") }),
    buildId(facts, { ...digests, "app/chunk-1.js": sha256("") }),
  ];
  assert.equal(new Set([buildId(facts, digests), ...others]).size, others.length + 1);
});

Deno.test("entryModule() leaves the facts in place before the program is loaded", () => {
  const [first, second] = entryModule(facts, "0123456789abcdef").trimEnd().split("\n");
  assert.equal(
    first,
    'globalThis.__PUFFIN_BUILD__ = Object.freeze({"kind":"portable","version":"0.1.0","id":"0123456789abcdef","commit":null});',
  );
  assert.equal(second, 'await import("./main.js");');
});
