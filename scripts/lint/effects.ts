/**
 * `house/effects`: rooms that must not touch the clock, chance or the outside world do not name the
 * globals that do. The modules that do are watched over by `scripts/floors/forbidden_imports.ts`.
 * @module
 */
import { PURE_ROOMS } from "../floors/forbidden_imports.ts";
import { covers } from "../floors/rooms.ts";
import { repositoryPath } from "./repository_path.ts";
import type { Identifier, Rule, SyntaxNode } from "./rule.ts";

interface EffectRule {
  /** Where the rule holds. */
  readonly places: readonly string[];
  /** Where in those places it does not. */
  readonly except: readonly string[];
  /** Globals, or members of globals. */
  readonly names: readonly string[];
  readonly rule: string;
}

const RULES: readonly EffectRule[] = [
  {
    places: PURE_ROOMS,
    except: [],
    names: ["Deno", "performance", "Date", "Math.random", "crypto", "process"],
    rule: "statistics, graphs and workloads are pure: time, chance and files are handed in",
  },
  {
    places: ["src/engine/"],
    except: ["src/engine/durability/", "src/engine/distributed/", "src/engine/observability/exporters/"],
    names: ["Deno"],
    rule: "the engine asks the platform for nothing, except to store, to distribute and to export",
  },
  {
    places: ["src/", "mod.ts", "bench/", "scripts/"],
    except: [],
    names: ["Deno.exit"],
    rule: "only main.ts ends the process: everything else returns its exit code",
  },
];

/** Reports the globals that a file's room must not touch. */
export const effects: Rule = {
  create(context) {
    const path = repositoryPath(context.filename);
    const rules = RULES.filter(({ places, except }) =>
      places.some((place) => covers(place, path)) && !except.some((place) => covers(place, path))
    );
    return {
      Identifier(node) {
        if (!isReference(node)) return;
        const used = namesOf(node);
        for (const { names, rule } of rules) {
          const name = names.find((name) => used.includes(name));
          if (name !== undefined) context.report({ node, message: `${name} is out of place here: ${rule}` });
        }
      },
    };
  },
};

/** Whether an identifier is evaluated, and neither names a member, nor a key, nor a type. */
function isReference(node: Identifier): boolean {
  const { parent } = node;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object === node || parent.computed || isGlobalThis(parent.object);
    case "Property":
    case "PropertyDefinition":
    case "MethodDefinition":
      return parent.key !== node || parent.computed;
    default:
      return !["TSTypeReference", "TSQualifiedName", "TSTypeQuery", "TSPropertySignature"].includes(parent.type);
  }
}

/** `Math` of `Math.random()` is both `Math` and `Math.random`. */
function namesOf(node: Identifier): string[] {
  const { parent } = node;
  const whole = parent.type === "MemberExpression" && parent.property === node ? parent : node;
  const outer = whole.parent;
  if (outer.type !== "MemberExpression" || outer.object !== whole || outer.property.type !== "Identifier") {
    return [node.name];
  }
  return [node.name, `${node.name}.${outer.property.name}`];
}

function isGlobalThis(node: SyntaxNode): boolean {
  return node.type === "Identifier" && node.name === "globalThis";
}
