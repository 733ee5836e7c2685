import assert from "node:assert/strict";
import { countTests } from "../../scripts/count_tests.ts";

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="5" failures="1" errors="0" time="0.110">
    <testsuite name="./a_test.ts" tests="5" disabled="1" errors="0" failures="1">
        <testcase name="one" classname="./a_test.ts" time="0.002" line="1" col="6">
        </testcase>
        <testcase name="&lt;two&gt;" classname="./a_test.ts" time="0.001" line="2" col="6">
            <failure message="Uncaught Error: x &amp; y">Error: &lt;skipped/&gt;</failure>
        </testcase>
        <testcase name="three" classname="./a_test.ts" time="0.000" line="3" col="6">
            <skipped/>
        </testcase>
        <testcase name="one &gt; step" classname="./a_test.ts" time="0.000" line="1" col="44">
        </testcase>
        <testcase name="four" classname="./a_test.ts" time="0.000" line="4" col="6">
        </testcase>
    </testsuite>
</testsuites>
`;

Deno.test("countTests() counts tests and steps, and leaves out what was not run", () => {
  assert.deepEqual(countTests(REPORT, 1), { passed: 3, failed: 1 });
});

Deno.test("countTests() counts a failure that is in no report, as of a module that cannot be loaded", () => {
  assert.deepEqual(countTests(REPORT.replace(/<failure.*<\/failure>/, ""), 1), { passed: 4, failed: 1 });
});

Deno.test("countTests() believes an exit code of 0", () => {
  assert.deepEqual(countTests(REPORT.replace(/<failure.*<\/failure>/, ""), 0), { passed: 4, failed: 0 });
});

Deno.test("countTests() takes a run without tests for a failure", () => {
  assert.deepEqual(countTests('<testsuites name="deno test" tests="0"></testsuites>', 0), { passed: 0, failed: 1 });
  assert.deepEqual(countTests(undefined, 0), { passed: 0, failed: 1 });
});
