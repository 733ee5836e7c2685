import assert from "node:assert/strict";
import { inspect } from "node:util";
import { redact, Secret, secret } from "puffinflow";

Deno.test("secret() shows its value to reveal() and to nothing else", () => {
  const key = secret("k-98765");
  assert.equal(key.reveal(), "k-98765");
  assert.ok(key instanceof Secret);
  for (
    const text of [
      String(key),
      key.toString(),
      `${key}`,
      key + "",
      JSON.stringify({ key }),
      Deno.inspect(key),
      Deno.inspect({ deep: [key] }),
      inspect(key),
      // What Node's own inspect() would call.
      Reflect.get(key, inspect.custom)(),
      JSON.stringify(structuredClone({ key })),
    ]
  ) assert.ok(!text.includes("98765"), text);
  assert.equal(String(key), "[secret]");
  assert.deepEqual(Object.keys(key), []);
});

Deno.test("secret() hides values of any type", () => {
  const pair = secret({ user: "ada", password: "pw-4711" });
  assert.equal(pair.reveal().password, "pw-4711");
  assert.equal(JSON.stringify(pair), '"[secret]"');
});

Deno.test("redact() replaces the texts of secrets wherever they stand", () => {
  const first = secret("alpha-1"), second = secret("beta-2");
  assert.equal(redact("alpha-1, beta-2, alpha-1!"), "[secret], [secret], [secret]!");
  assert.equal(redact("nothing here"), "nothing here");
  assert.deepEqual([first.reveal(), second.reveal()], ["alpha-1", "beta-2"]);
});

Deno.test("redact() leaves nothing of a secret that begins with another one", () => {
  const short = secret("gamma"), long = secret("gamma-delta");
  assert.equal(redact("gamma-delta and gamma"), "[secret] and [secret]");
  assert.deepEqual([short.reveal(), long.reveal()], ["gamma", "gamma-delta"]);
});

Deno.test("redact() does not look for texts of fewer than four characters, or for what is no text", () => {
  const tiny = secret("abc"), number = secret(12345);
  assert.equal(redact("abc 12345"), "abc 12345");
  assert.deepEqual([tiny.reveal(), number.reveal()], ["abc", 12345]);
});
