import assert from "node:assert/strict";
import { denoPin } from "../../../scripts/tidy/deno_pin.ts";
import { fileLength } from "../../../scripts/tidy/file_length.ts";
import { fileName } from "../../../scripts/tidy/file_name.ts";
import { moduleHeader } from "../../../scripts/tidy/module_header.ts";
import { words } from "../../../scripts/tidy/words.ts";

Deno.test("fileLength() accepts 400 lines of code and reports the next one", () => {
  assert.deepEqual(fileLength({ path: "src/a.ts", text: "1;\n".repeat(400) }), []);
  assert.deepEqual(fileLength({ path: "src/a.ts", text: "1;\n".repeat(401) }), [
    "a file has at most 400 lines: this one has 401",
  ]);
});

Deno.test("fileLength() leaves prose and data alone", () => {
  assert.deepEqual(fileLength({ path: "CHANGELOG.md", text: "\n".repeat(500) }), []);
});

for (
  const path of ["src/util.ts", "src/harness/helpers/a.ts", "tests/common_test.ts", "src/_types.ts", "src/misc/a.md"]
) {
  Deno.test(`fileName() takes ${path} for a drawer`, () => {
    assert.match(fileName({ path, text: "" }).join(), /not after a drawer/);
  });
}

Deno.test("fileName() wants snake_case of code and of nothing else", () => {
  assert.deepEqual(fileName({ path: "src/simulated_clock.ts", text: "" }), []);
  assert.deepEqual(fileName({ path: "README.md", text: "" }), []);
  assert.deepEqual(fileName({ path: "src/simulatedClock.ts", text: "" }), [
    'a file of code has a name in snake_case: "simulatedClock.ts"',
  ]);
});

Deno.test("moduleHeader() wants the file to begin with its @module comment", () => {
  const header = "/**\n * Medians.\n * @module\n */\n";
  assert.deepEqual(moduleHeader({ path: "src/a.ts", text: `${header}export {};\n` }), []);
  assert.equal(moduleHeader({ path: "src/a.ts", text: `import "./b.ts";\n${header}` }).length, 1);
  assert.equal(moduleHeader({ path: "src/a.ts", text: "/** Medians. */\nexport const a = 1;\n" }).length, 1);
  assert.equal(moduleHeader({ path: "main.ts", text: "Deno.exit(0);\n" }).length, 1);
});

Deno.test("moduleHeader() asks nothing of tests and texts", () => {
  assert.deepEqual(moduleHeader({ path: "tests/a_test.ts", text: "" }), []);
  assert.deepEqual(moduleHeader({ path: "src/report/page.html", text: "" }), []);
});

// Put together here, so that this file passes the check itself.
for (
  const word of [`/${"home"}/ann/bench`, `/${"root"}/x`, ["10", "1", "2", "3"].join("."), `${"TO"}DO`, `${"FIX"}ME`]
) {
  Deno.test(`words() reports "${word}" with its line`, () => {
    assert.match(words({ path: "README.md", text: `Fine.\nSee ${word} there.\n` }).join(), /^line 2: /);
  });
}

Deno.test("words() reports a way around the rule against any", () => {
  assert.equal(words({ path: "src/a.ts", text: `// deno-lint-${"ignore"} no-explicit-any\n` }).length, 1);
});

Deno.test("words() lets paths of every machine and versions pass", () => {
  assert.deepEqual(words({ path: "a.sh", text: "cd /tmp/a; cat /proc/cpuinfo /home/me/a; deno@2.9.6 10.5\n" }), []);
});

Deno.test("denoPin() wants one version of Deno everywhere", () => {
  assert.deepEqual(denoPin({ path: "README.md", text: "npx --yes deno@2.9.6 task test" }), []);
  assert.deepEqual(denoPin({ path: ".ci/run", text: `npx deno@${"2.9.7"}` }), ['Deno is 2.9.6 everywhere: "2.9.7"']);
});
