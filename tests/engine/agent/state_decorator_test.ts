import assert from "node:assert/strict";
import { Agent, mapped, state } from "puffinflow";

type Decorate = (method: unknown, place: unknown) => void;

/** The decorators as code sees them that no compiler looks at. */
const untyped = {
  state: Reflect.get({ state }, "state") as () => Decorate,
  mapped: Reflect.get({ mapped }, "mapped") as () => Decorate,
  uncalled: Reflect.get({ state }, "state") as Decorate,
};

const refusals: readonly [string, () => unknown, RegExp][] = [
  [
    "a static method",
    () => {
      class Wrong extends Agent {
        @untyped.state()
        static fetch() {}
      }
      return Wrong;
    },
    /Cannot declare "fetch" a state as it must be a method of the instances: it is static/,
  ],
  [
    "a private method",
    () => {
      class Wrong extends Agent {
        @untyped.state()
        #fetch() {}
        both = () => this.#fetch();
      }
      return Wrong;
    },
    /Cannot declare "#fetch" a state as it must have a public name of text, which is the state's: it is private/,
  ],
  [
    "a symbol",
    () => {
      class Wrong extends Agent {
        @untyped.state()
        [Symbol.iterator]() {}
      }
      return Wrong;
    },
    /Cannot declare "Symbol\(Symbol.iterator\)" a state as .* it is a symbol/,
  ],
  [
    "a getter",
    () => {
      class Wrong extends Agent {
        @untyped.state()
        get fetch() {
          return 1;
        }
      }
      return Wrong;
    },
    /Cannot declare "fetch" a state as it must be a method: it is a getter/,
  ],
  [
    "a field",
    () => {
      class Wrong extends Agent {
        @untyped.mapped()
        fetch = () => 1;
      }
      return Wrong;
    },
    /Cannot declare "fetch" a state as it must be a method: it is a field/,
  ],
  [
    "a name that every agent has",
    () => {
      class Wrong extends Agent {
        @untyped.state()
        override start(): never {
          throw new Error("never called");
        }
      }
      return Wrong;
    },
    /every agent has a member of that name: the names definition, run, start are taken/,
  ],
  [
    "a method that is a state already",
    () => {
      class Wrong extends Agent {
        @state()
        @state()
        fetch() {}
      }
      return Wrong;
    },
    /Cannot declare "fetch" a state as it is declared twice in one class/,
  ],
  [
    "a decorator that was not called",
    () => {
      class Wrong extends Agent {
        @untyped.uncalled
        fetch() {}
      }
      return Wrong;
    },
    /@state must be called, with options or with none: write @state\(\)/,
  ],
  [
    "decorators of the old kind",
    () => untyped.state()({}, "fetch"),
    /decorators must be the standard \(TC39\) ones, with metadata: turn off 'experimentalDecorators'/,
  ],
];

for (const [what, write, message] of refusals) {
  Deno.test(`@state refuses ${what} where the class is written`, () => {
    assert.throws(write, (error) => error instanceof TypeError && message.test(error.message));
  });
}

Deno.test("@state takes any text for a name", async () => {
  class Rocket extends Agent {
    @state()
    "lift-off"() {
      return "gone";
    }
  }
  assert.equal((await new Rocket().run()).unwrap()["lift-off"], "gone");
});

Deno.test("@state leaves methods without it alone, and stands above other decorators or below them", async () => {
  function doubled<This>(method: (this: This) => number, _place: ClassMethodDecoratorContext<This>) {
    return function (this: This) {
      return 2 * method.call(this);
    };
  }
  class Mixed extends Agent {
    @state()
    @doubled
    above() {
      return this.one();
    }

    @doubled
    @state()
    below() {
      return this.one();
    }

    protected one() {
      return 1;
    }
  }
  assert.deepEqual((await new Mixed().run()).unwrap(), { above: 2, below: 2 });
});
