import assert from "node:assert/strict";
import {
  Agent,
  agent,
  any,
  type CompensationContext,
  type ContextOf,
  goto,
  mapped,
  type MappedContextOf,
  optional,
  Send,
  SendAll,
  state,
  within,
} from "puffinflow";

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

class Typed extends Agent<{ url: string }> {
  readonly field = 3;

  @state()
  fetch({ input }: ContextOf<Typed>) {
    return input.url;
  }

  @state({ after: ["fetch"] })
  async words({ from }: ContextOf<Typed, "fetch">) {
    return await Promise.resolve(from.fetch.split(" "));
  }

  @state({ after: ["fetch", optional("words"), within(10, "loop")] })
  soft({ from }: ContextOf<Typed, "fetch", "words" | "loop">) {
    return from.words ?? from.fetch;
  }

  @state({ after: any("fetch", "words") })
  first({ from }: ContextOf<Typed, never, "fetch" | "words">) {
    return from.fetch ?? from.words;
  }

  @state()
  loop({ visit }: ContextOf<Typed>) {
    return visit < 3 ? goto("loop") : SendAll("each", ["a", "b"]);
  }

  @mapped()
  each({ payload }: MappedContextOf<Typed, string>) {
    return payload.length;
  }

  /** Takes what no state takes: the compiler sees that it is none. */
  join(texts: readonly string[]) {
    return texts.join();
  }

  protected hidden() {
    return 1;
  }
}

Deno.test("the outputs of a class have the types that its public methods return", () => {
  async function use() {
    const result = await new Typed().run({ url: "" });
    if (result.status !== "completed") return;
    const { outputs } = result;
    outputs satisfies { fetch: string; words: string[]; loop: undefined; each: readonly number[] };
    outputs.soft satisfies string | string[];
    outputs.first satisfies string | string[] | undefined;
    const names: Same<keyof typeof outputs, "fetch" | "words" | "soft" | "first" | "loop" | "each"> = true;
    return names;
  }
  assert.equal(typeof use, "function");
});

Deno.test("the compiler refuses annotations that @state does not keep", () => {
  function refused() {
    class Wrong extends Agent<{ url: string }> {
      @state()
      fetch() {
        return 1;
      }

      // @ts-expect-error `fetch` is not in `after`.
      @state()
      notAfter({ from }: ContextOf<Wrong, "fetch">) {
        return from.fetch;
      }

      // @ts-expect-error `fetch` may be missing.
      @state({ after: [optional("fetch")] })
      notFirm({ from }: ContextOf<Wrong, "fetch">) {
        return from.fetch;
      }

      // @ts-expect-error there is no state `nope`.
      @state({ after: ["nope"] })
      unknownAfter() {}

      // @ts-expect-error there is no state `nope`.
      unknownContext({ from }: ContextOf<Wrong, "nope">) {
        return from;
      }

      // @ts-expect-error the input has no `other`.
      @state()
      otherInput({ input }: { input: { other: string } }) {
        return input.other;
      }

      // @ts-expect-error a state that is not mapped has no payload.
      @state()
      noPayload({ payload }: MappedContextOf<Wrong, string>) {
        return payload;
      }
    }
    return Wrong;
  }
  assert.equal(typeof refused, "function");
});

Deno.test("the compiler refuses options that want what the state is not given, and places that are no state's", () => {
  function refused() {
    class Wrong extends Agent<{ url: string }> {
      @state()
      fetch() {
        return 1;
      }

      // @ts-expect-error a mapped state reads its payload, or the compiler does not know that it is mapped.
      @mapped()
      unread() {}

      // @ts-expect-error `when` reads what the state does not wait for.
      @state({ when: ({ from }: ContextOf<Wrong, "fetch">) => from.fetch === 1 })
      wrongCondition() {}

      // @ts-expect-error the output is a number.
      @state({ compensate: ({ output }: CompensationContext<unknown, string>) => output.length })
      wrongOutput() {
        return 1;
      }

      // @ts-expect-error `this` is a Wrong.
      @state({
        compensate(this: Typed) {
          return this.field;
        },
      })
      wrongInstance() {}

      // @ts-expect-error there is no such option.
      @state({ rateLimit: 3 })
      unknownOption() {}

      // @ts-expect-error a decorator is called.
      @state
      notCalled() {}

      // @ts-expect-error a state is a method of the instances.
      @state()
      static onTheClass() {}

      // @ts-expect-error a state has a public name.
      @state()
      #private() {}
      private = () => this.#private();
    }
    return Wrong;
  }
  assert.equal(typeof refused, "function");
});

Deno.test("the compiler refuses runs of a class that cannot run, and of one with another input", () => {
  class Lost extends Agent {
    @state()
    leave() {
      return goto("nirvana");
    }

    @state()
    send() {
      return Send("nobody", 1);
    }
  }
  const refused = [
    // @ts-expect-error there is no state `nirvana`, and no mapped state `nobody`.
    () => new Lost().run(),
    // @ts-expect-error the input has a `url`.
    () => new Typed().run({}),
    // @ts-expect-error the class to extend is abstract.
    () => new Agent(),
    // @ts-expect-error the inner agent's input has a `url`.
    () => agent("outer").subagent("inner", new Typed().definition, { input: () => ({}) }),
  ];
  assert.equal(refused.length, 4);
});
