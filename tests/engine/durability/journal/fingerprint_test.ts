import assert from "node:assert/strict";
import { agent, any, concat, optional, within } from "puffinflow";
import { fingerprintOf, fingerprintOfPlan } from "../../../../src/engine/durability/journal/fingerprint.ts";
import type { Execution, Observer } from "../../../../src/engine/run/execution.ts";
import { RunInstrument } from "../../../../src/engine/run/instrument.ts";
import { watch } from "../../../../src/engine/run/observer_group.ts";

const base = agent("x").channel("notes", concat<string>()).state("a", () => 1);

Deno.test("fingerprintOf() is another one for every change that a run could notice", () => {
  const variants = [
    base.state("b", () => 2),
    base.state("c", () => 2),
    base.state("b", { after: ["a"] }, () => 2),
    base.state("b", { after: [optional("a")] }, () => 2),
    base.state("b", { after: any("a") }, () => 2),
    base.state("b", { to: ["a"], entry: true }, () => 2),
    base.state("b", { entry: false }, () => 2),
    base.map("b", () => 2),
    base.channel("more", concat<string>()).state("b", () => 2),
  ];
  assert.equal(new Set(variants.map((variant) => fingerprintOf(variant.describe()))).size, variants.length);
});

Deno.test("fingerprintOf() is the same for another order, function, name of the agent or number of attempts", () => {
  const one = agent("x").state("a", () => 1).state("b", { retry: { maxAttempts: 2 } }, () => 2);
  const two = agent("y").state("b", { timeoutMs: 9, priority: "high" }, () => 3).state("a", () => 4);
  assert.equal(fingerprintOf(one.describe()), fingerprintOf(two.describe()));
});

/** Sums up the plan of the run that it is fitted to. */
class Looking extends RunInstrument {
  readonly name = "looking";
  seen = "";
  override attach(execution: Execution): void {
    const nothing = () => {};
    const looks: Observer = {
      began: (of) => void (this.seen = fingerprintOfPlan(of.plan, Object.keys(of.channelValues))),
      waiting: nothing,
      started: nothing,
      completed: nothing,
      retrying: nothing,
      missed: nothing,
      emitted: nothing,
      held: nothing,
      ended: nothing,
    };
    watch(execution, looks);
  }
}

Deno.test("fingerprintOfPlan() is that of the description", async () => {
  const looking = new Looking();
  const all = base
    .map("m", () => 2)
    .state("r", { to: ["a"] }, () => 3)
    .state("s", { after: ["a", optional("r"), within(9, "a2")] as never }, () => 4)
    .state("a2", () => 5)
    .state("t", { after: any("a", "a2") }, () => 6);
  await all.run(undefined, { instruments: [looking] });
  assert.equal(looking.seen, fingerprintOf(all.describe()));
});
