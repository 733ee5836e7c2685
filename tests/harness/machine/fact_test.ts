import assert from "node:assert/strict";
import { attempt, followed, isKnown, known, missing, reasonOf } from "../../../src/harness/machine/fact.ts";

Deno.test("attempt() knows what the asked one returns", () => {
  assert.deepEqual(attempt(() => 7), known(7));
});

Deno.test("attempt() gives a reason when the asked one throws", () => {
  const fact = attempt(() => {
    throw new Deno.errors.NotFound("/somewhere/private");
  });
  assert.deepEqual(fact, missing("not on this system"));
});

Deno.test("followed() works on a value and hands on a reason", () => {
  assert.deepEqual(followed(known(3), (value) => known(value * 2)), known(6));
  assert.deepEqual(followed(missing("hidden"), () => known(1)), missing("hidden"));
});

Deno.test("isKnown() takes null for a value when no reason stands beside it", () => {
  assert.equal(isKnown(known(null)), true);
  assert.equal(isKnown(missing("hidden")), false);
});

Deno.test("reasonOf() says in plain words what an error means, without the error's own message", () => {
  const reasons: [error: unknown, reason: string][] = [
    [new Deno.errors.NotFound("secret"), "not on this system"],
    [new Deno.errors.NotADirectory("secret"), "not on this system"],
    [new Deno.errors.NotCapable("secret"), "no permission: Deno runs without --allow-all"],
    [new Deno.errors.PermissionDenied("secret"), "no permission: the operating system refuses it"],
    [new RangeError("secret"), "cannot be read: RangeError"],
    ["secret", "cannot be read: unknown error"],
  ];
  for (const [error, reason] of reasons) assert.equal(reasonOf(error), reason);
});
