import assert from "node:assert/strict";
import { FAIRNESS_NOTES } from "../../../src/harness/adapters/fairness_notes.ts";
import { KNOWN_ADAPTERS } from "../../../src/harness/adapters/registry.ts";

Deno.test("every adapter has a note on fairness, and every framework a page that it follows", () => {
  assert.deepEqual([...FAIRNESS_NOTES.keys()].toSorted(), KNOWN_ADAPTERS.map(({ id }) => id).toSorted());
  for (const { id, packages } of KNOWN_ADAPTERS) {
    const { why, pages, settings } = FAIRNESS_NOTES.get(id)!;
    assert.match(why, /\.$/, id);
    if (packages.length > 0) assert.ok(pages.length > 0 && settings.length > 0, id);
    for (const setting of settings) assert.match(setting.why, /\.$/, `${id} ${setting.name}`);
  }
});
