import assert from "node:assert/strict";
import { tidyBreaches } from "../../scripts/check_tidy.ts";
import { withRepository } from "./planted_repository.ts";

const HEADER = "/**\n * Medians.\n * @module\n */\n";

Deno.test("tidyBreaches() finds nothing in a tidy repository, whatever has been built and measured in it", () =>
  withRepository({
    "deno.lock": "1\n".repeat(500),
    "dist/util.ts": "1;\n",
    "node_modules/common/index.js": "1;\n",
    "src/stats/median.ts": HEADER,
    "tests/golden/table.html": "\n".repeat(500),
  }, async (root) => assert.deepEqual(await tidyBreaches(root), [])));

Deno.test("tidyBreaches() applies every rule to every file", () =>
  withRepository({
    ".ci/run": `npx deno@${"2.9.5"}\n`,
    "main.ts": "1;\n",
    "src/stats/long.ts": HEADER + "1;\n".repeat(400),
    "src/stats/utils.ts": HEADER,
    "README.md": `${"TO"}DO\n`,
  }, async (root) => {
    assert.deepEqual(await tidyBreaches(root), [
      '.ci/run: Deno is 2.9.6 everywhere: "2.9.5"',
      'README.md: line 1: what is left to do is an issue and not a comment: "TO' + 'DO"',
      "main.ts: it begins with a comment that says what it is for and ends with @module",
      "src/stats/long.ts: a file has at most 400 lines: this one has 404",
      'src/stats/utils.ts: a file is named after its idea and not after a drawer: "utils"',
    ]);
  }));
