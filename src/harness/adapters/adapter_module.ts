/**
 * Takes an adapter out of a module that somebody else wrote: its default export, checked member by
 * member, so that a mistake is told at the door and not in the middle of a session.
 * @module
 */
import type { Adapter } from "./adapter.ts";

type Member = keyof Adapter;

interface Rule {
  readonly requirement: string;
  readonly holds: (value: unknown) => boolean;
}

const TEXT: Rule = { requirement: "a text that is not empty", holds: (value) => isText(value) };
const CALLABLE: Rule = { requirement: "a function", holds: (value) => typeof value === "function" };

const RULES: Readonly<Record<Member, Rule>> = {
  id: {
    requirement: "made of lower case letters, digits and dashes",
    holds: (value) => isText(value) && /^[a-z0-9][a-z0-9-]*$/.test(value),
  },
  title: TEXT,
  packages: { requirement: "a list of package names", holds: (value) => Array.isArray(value) && value.every(isText) },
  executionModel: oneOf<Adapter["executionModel"]>({ async: 0, sync: 0, "event-driven": 0 }),
  durability: oneOf<Adapter["durability"]>({ none: 0, memory: 0, disk: 0 }),
  approach: oneOf<Adapter["approach"]>({ idiomatic: 0, tuned: 0 }),
  idiom: TEXT,
  supports: CALLABLE,
  prepare: CALLABLE,
};

/**
 * Takes the adapter that a module exports.
 *
 * @param module What importing the module gave.
 * @param source Where the module came from, for messages.
 * @returns The module's default export.
 * @throws {TypeError} If the module has no default export, or one that is not an adapter.
 */
export function adapterOf(module: { readonly default?: unknown }, source: string): Adapter {
  const candidate = module.default;
  if (typeof candidate !== "object" || candidate === null) {
    throw new TypeError(
      `Cannot load an adapter from ${source} as its default export must be an adapter: ${shown(candidate)}`,
    );
  }
  assertAdapter(candidate, source);
  return candidate;
}

function assertAdapter(candidate: object, source: string): asserts candidate is Adapter {
  for (const [member, rule] of Object.entries(RULES)) {
    const value: unknown = Reflect.get(candidate, member);
    if (rule.holds(value)) continue;
    throw new TypeError(
      `Cannot load an adapter from ${source} as its '${member}' must be ${rule.requirement}: ${shown(value)}`,
    );
  }
}

// Choices are given as the keys of a record, as the compiler then demands every one of them.
function oneOf<Choice extends string>(choices: Readonly<Record<Choice, 0>>): Rule {
  return {
    requirement: `one of ${Object.keys(choices).join(", ")}`,
    holds: (value) => isText(value) && Object.hasOwn(choices, value),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function shown(value: unknown): string {
  if (typeof value === "function") return "current value is a function";
  return `current value is ${typeof value === "string" ? JSON.stringify(value) : String(value)}`;
}
