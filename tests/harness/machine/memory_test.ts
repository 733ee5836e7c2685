import assert from "node:assert/strict";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { readAvailableMemory, readMemoryBytes } from "../../../src/harness/machine/memory.ts";
import { fixedHost, mutePlatform } from "./fixed_host.ts";
import { fixedTexts } from "./fixed_texts.ts";
import { CONTAINER } from "./sample_machines.ts";

Deno.test("readMemoryBytes() is the machine's memory, and 0 where it is refused", () => {
  assert.equal(readMemoryBytes(fixedHost()), 16 * 2 ** 30);
  const { memory } = mutePlatform("linux");
  assert.equal(readMemoryBytes(fixedHost({ memory: memory! })), 0);
});

Deno.test("readAvailableMemory() is the machine's when no group limits it", () => {
  assert.deepEqual(readAvailableMemory(fixedHost()), known(8 * 2 ** 30));
});

Deno.test("readAvailableMemory() ends at the container's limit when that is nearer", () => {
  assert.deepEqual(readAvailableMemory(fixedHost({ files: fixedTexts(CONTAINER) })), known(256 * 2 ** 20));
  const memory = () => ({ totalBytes: 2 ** 30, availableBytes: 1_000 });
  assert.deepEqual(readAvailableMemory(fixedHost({ files: fixedTexts(CONTAINER), memory })), known(1_000));
});

Deno.test("readAvailableMemory() gives a reason when the system does not tell or refuses", () => {
  const memory = () => ({ totalBytes: 2 ** 30, availableBytes: 0 });
  assert.deepEqual(readAvailableMemory(fixedHost({ memory })), missing("the system does not tell it"));
  assert.deepEqual(
    readAvailableMemory(fixedHost({ memory: mutePlatform("linux").memory! })),
    missing("no permission: Deno runs without --allow-all"),
  );
});
