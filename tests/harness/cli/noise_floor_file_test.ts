import assert from "node:assert/strict";
import {
  cacheDirectory,
  floorsFor,
  type KeptFloor,
  NoiseFloorFile,
} from "../../../src/harness/cli/noise_floor_file.ts";

const NOW = Date.parse("2025-01-31T00:00:00Z");
const FLOOR: KeptFloor = {
  benchmark: "suite/a/noop",
  framework: "puffinflow",
  metric: "cpu",
  profile: "gate",
  value: 0.03,
  pairs: 15,
  measuredAt: "2025-01-30T00:00:00Z",
};

async function inDirectory(act: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await act(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("NoiseFloorFile keeps the floors of a host, each once", () =>
  inDirectory(async (directory) => {
    const file = new NoiseFloorFile(directory, "0123");
    assert.deepEqual(await file.read(NOW), []);
    const other = { ...FLOOR, metric: "allocated" } as const;
    await file.add([FLOOR, other], NOW);
    await file.add([{ ...FLOOR, value: 0.04 }], NOW);
    assert.deepEqual(await file.read(NOW), [other, { ...FLOOR, value: 0.04 }]);
    assert.deepEqual(await new NoiseFloorFile(directory, "4567").read(NOW), []);
  }));

Deno.test("NoiseFloorFile.read() forgets floors after 30 days, and all of a file that it cannot understand", () =>
  inDirectory(async (directory) => {
    const file = new NoiseFloorFile(directory, "0123");
    const path = await file.add([{ ...FLOOR, measuredAt: "2025-01-01T00:00:01Z" }, FLOOR], NOW);
    assert.equal((await file.read(NOW)).length, 2);
    assert.deepEqual(await file.read(NOW + 2_000), [FLOOR]);
    await Deno.writeTextFile(path, "{}");
    assert.deepEqual(await file.read(NOW), []);
  }));

Deno.test("NoiseFloorFile.read() does not believe a file that was brought from another host", () =>
  inDirectory(async (directory) => {
    const path = await new NoiseFloorFile(directory, "0123").add([FLOOR], NOW);
    await Deno.copyFile(path, path.replace("0123", "4567"));
    assert.deepEqual(await new NoiseFloorFile(directory, "4567").read(NOW), []);
  }));

Deno.test("floorsFor() finds the floor for as many pairs, or for fewer, of the same framework", () => {
  const floors = [FLOOR, { ...FLOOR, pairs: 10, value: 0.05 }, { ...FLOOR, framework: "control", value: 0.01 }];
  const valueFor = (pairs: number) =>
    floorsFor(floors, { framework: "puffinflow", profile: "gate", pairs })("suite/a/noop", "cpu");
  assert.deepEqual(valueFor(20), { value: 0.03, isKnown: true });
  assert.deepEqual(valueFor(14), { value: 0.05, isKnown: true });
  assert.equal(valueFor(9), undefined);
  const wanted = { framework: "puffinflow", profile: "gate", pairs: 15 };
  assert.equal(floorsFor(floors, wanted)("suite/a/noop", "wall"), undefined);
  assert.equal(floorsFor(floors, { ...wanted, profile: "quick" })("suite/a/noop", "cpu"), undefined);
});

Deno.test("cacheDirectory() follows the platform's variables", () => {
  assert.equal(cacheDirectory({ XDG_CACHE_HOME: "/cache", HOME: "/me" }), "/cache/puffinbench");
  assert.equal(cacheDirectory({ HOME: "/me" }), "/me/.cache/puffinbench");
  assert.equal(cacheDirectory({}), null);
});
