import assert from "node:assert/strict";

const FOLDER = new URL("../", import.meta.url);
const README = new URL("../../../README.md", import.meta.url);

/** A program that the README quotes. */
interface Quoted {
  readonly name: string;
  readonly text: string;
}

/** Finds the programs of the examples' folders in Markdown: blocks of TypeScript whose first line names the file. */
function quotedIn(markdown: string): Quoted[] {
  const blocks = [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
  return blocks.flatMap((text) => {
    const name = /^\/\/ tests\/examples\/(\w+\/\w+\.ts)\n/.exec(text)?.[1];
    return name === undefined ? [] : [{ name, text }];
  });
}

async function readme(): Promise<string> {
  try {
    return await Deno.readTextFile(README);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

Deno.test("README quotes programs of the examples as they are, at least five of them in the section of that name", async () => {
  const markdown = await readme(), quoted = quotedIn(markdown);
  for (const { name, text } of quoted) {
    assert.equal(text, await Deno.readTextFile(new URL(name, FOLDER)), `README.md quotes ${name} as it is not`);
  }
  const names = new Set(quoted.map(({ name }) => name).filter((name) => name.startsWith("five_minutes/")));
  const hasSection = /^#+ .*PuffinFlow in five minutes/m.test(markdown);
  assert.ok(!hasSection || names.size >= 5, `README.md quotes ${names.size} programs in "PuffinFlow in five minutes"`);
});

Deno.test("quotedIn() finds blocks that name a program, and no others", () => {
  const markdown = [
    "```ts",
    "// tests/examples/five_minutes/hello.ts",
    'const a = "b";',
    "```",
    "```ts",
    "const other = 1;",
    "```",
    "```sh",
    "// tests/examples/five_minutes/events.ts",
    "```",
    "",
  ].join("\n");
  assert.deepEqual(quotedIn(markdown), [
    { name: "five_minutes/hello.ts", text: '// tests/examples/five_minutes/hello.ts\nconst a = "b";\n' },
  ]);
});
