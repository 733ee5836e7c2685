import assert from "node:assert/strict";
import { agent, type Instrument } from "puffinflow";
import type { Plan } from "../../../src/engine/graph/plan.ts";
import type { Execution, Observer } from "../../../src/engine/run/execution.ts";
import { RunInstrument, withBodies } from "../../../src/engine/run/instrument.ts";
import { watch } from "../../../src/engine/run/observer_group.ts";

/** Notes what goes on around the states of all runs, and which runs it was attached to. */
class Noting extends RunInstrument {
  readonly attached: string[] = [];

  constructor(readonly name: string, readonly notes: string[]) {
    super();
  }

  override attach(execution: Execution): void {
    this.attached.push(execution.plan.agent);
    const note = (what: string) => this.notes.push(`${this.name} saw ${what}`);
    const nothing = () => {};
    const observer: Observer = {
      began: nothing,
      waiting: nothing,
      started: (of, task) => void note(of.nameOf(task)),
      completed: nothing,
      retrying: nothing,
      missed: nothing,
      emitted: nothing,
      held: nothing,
      ended: nothing,
    };
    watch(execution, observer);
  }

  protected override fit(plan: Plan): Plan {
    return withBodies(plan, (body, state) => (context) => {
      this.notes.push(`${this.name} around ${plan.names[state]}`);
      return body(context);
    });
  }
}

Deno.test("an instrument stands around the states of a run and of the runs inside it, and watches both through the outer one", async () => {
  const noting = new Noting("it", []), inner = agent("inner").state("deep", () => 1);
  const outer = agent("outer", { instruments: [noting] })
    .subagent("child", inner, { input: () => {} }).state("after", { after: ["child"] }, () => 2);
  assert.equal((await outer.run()).status, "completed");
  assert.deepEqual(noting.attached, ["outer"]);
  assert.deepEqual(noting.notes, [
    "it saw child",
    "it around child",
    "it saw deep",
    "it around deep",
    "it saw after",
    "it around after",
  ]);
});

Deno.test("the last instrument stands outermost, and all observers are told in order", async () => {
  const notes: string[] = [], one = new Noting("one", notes), two = new Noting("two", notes);
  await agent("x", { instruments: [one] }).state("a", () => 1).run(undefined, { instruments: [two] });
  assert.deepEqual(notes, ["one saw a", "two saw a", "two around a", "one around a"]);
});

Deno.test("a plan is fitted once, however many runs there are", () => {
  let fits = 0;
  class Counting extends RunInstrument {
    readonly name = "counting";
    protected override fit(plan: Plan): Plan {
      fits++;
      return plan;
    }
  }
  const counted = agent("x", { instruments: [new Counting()] }).state("a", () => 1);
  void counted.run();
  void counted.run();
  assert.equal(fits, 1);
});

Deno.test("what is no instrument is refused when the agent is begun", () => {
  const fake: Instrument = { name: "fake" };
  assert.throws(() => agent("x", { instruments: [fake] }), {
    message: 'Cannot fit runs with an instrument as it must come from "puffinflow/observability" or ' +
      '"puffinflow/durability": current value is {"name":"fake"}',
  });
});
