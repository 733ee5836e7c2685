import assert from "node:assert/strict";
import { faceOf } from "../../../../src/harness/report/terminal/face.ts";

const TERMINAL = { color: "auto", charset: "auto", env: { LANG: "en_US.UTF-8", TERM: "xterm" }, columns: 100 } as const;

Deno.test("faceOf() draws in colour and Unicode when the stream is a UTF-8 terminal", () => {
  assert.deepEqual(faceOf(TERMINAL), { width: 100, color: "on", charset: "unicode" });
});

Deno.test("faceOf() draws without colour, 80 columns wide, when the stream is not a terminal", () => {
  assert.deepEqual(faceOf({ ...TERMINAL, columns: undefined }), { width: 80, color: "off", charset: "unicode" });
});

Deno.test("faceOf() takes the width from COLUMNS when the stream is not a terminal", () => {
  assert.equal(faceOf({ ...TERMINAL, env: { COLUMNS: "120" }, columns: undefined }).width, 120);
  assert.equal(faceOf({ ...TERMINAL, env: { COLUMNS: "many" }, columns: undefined }).width, 80);
});

Deno.test("faceOf() is never narrower than 40 columns", () => {
  assert.equal(faceOf({ ...TERMINAL, columns: 7 }).width, 40);
});

Deno.test("faceOf() lets --color win over the environment, and NO_COLOR over FORCE_COLOR", () => {
  const table: [
    color: "auto" | "always" | "never",
    env: Record<string, string>,
    columns: number | undefined,
    string,
  ][] = [
    ["auto", {}, 80, "on"],
    ["auto", { TERM: "dumb" }, 80, "off"],
    ["auto", { NO_COLOR: "1" }, 80, "off"],
    ["auto", { NO_COLOR: "" }, 80, "on"],
    ["auto", { FORCE_COLOR: "1" }, undefined, "on"],
    ["auto", { FORCE_COLOR: "0" }, 80, "off"],
    ["auto", { FORCE_COLOR: "1", NO_COLOR: "1" }, 80, "off"],
    ["always", { NO_COLOR: "1" }, undefined, "on"],
    ["never", { FORCE_COLOR: "1" }, 80, "off"],
  ];
  for (const [color, env, columns, expected] of table) {
    assert.equal(faceOf({ color, charset: "auto", env, columns }).color, expected, JSON.stringify({ color, env }));
  }
});

Deno.test("faceOf() draws in ASCII when it is asked to or the locale is not UTF-8", () => {
  const table: [charset: "auto" | "ascii", env: Record<string, string>, expected: string][] = [
    ["auto", { LANG: "de_DE.utf8" }, "unicode"],
    ["auto", { LANG: "C" }, "ascii"],
    ["auto", {}, "ascii"],
    ["auto", { LC_ALL: "C", LANG: "en_US.UTF-8" }, "ascii"],
    ["auto", { LC_ALL: "", LC_CTYPE: "C.UTF-8" }, "unicode"],
    ["auto", { WT_SESSION: "1" }, "unicode"],
    ["auto", { TERM_PROGRAM: "vscode" }, "unicode"],
    ["ascii", { LANG: "en_US.UTF-8" }, "ascii"],
  ];
  for (const [charset, env, expected] of table) {
    assert.equal(faceOf({ color: "auto", charset, env, columns: 80 }).charset, expected, JSON.stringify(env));
  }
});
