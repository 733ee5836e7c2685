import assert from "node:assert/strict";
import { packageVersions } from "../../../src/harness/adapters/package_versions.ts";
import { KNOWN_ADAPTERS } from "../../../src/harness/adapters/registry.ts";

Deno.test("packageVersions() gives an exact version for each package of each known adapter", () => {
  const packages = [...new Set(KNOWN_ADAPTERS.flatMap((adapter) => adapter.packages))];
  const versions = packageVersions(packages);
  assert.deepEqual(Object.keys(versions), packages);
  for (const version of Object.values(versions)) assert.match(version, /^\d+\.\d+\.\d+$/);
});

Deno.test("packageVersions() is empty for plain code", () => {
  assert.deepEqual(packageVersions([]), {});
});

Deno.test("packageVersions() says so when a package is not pinned here", () => {
  assert.deepEqual(packageVersions(["left-pad"]), { "left-pad": "unknown" });
});
