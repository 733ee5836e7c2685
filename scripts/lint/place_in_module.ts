/**
 * `house/place-in-module`: what is shipped is a bundle, where no module stands where it was written.
 * A path made from `import.meta` works from source and fails in the built file; texts and data are
 * imported instead (`with { type: "text" }`).
 * @module
 */
import { repositoryPath } from "./repository_path.ts";
import type { Rule } from "./rule.ts";

const PLACES: ReadonlySet<string> = new Set(["dirname", "filename", "main", "url"]);

/** Reports `import.meta.url` and its like in `src/` and `main.ts`. */
export const placeInModule: Rule = {
  create(context) {
    const path = repositoryPath(context.filename);
    if (!path.startsWith("src/") && path !== "main.ts") return {};
    return {
      MemberExpression(node) {
        const { object, property } = node;
        if (object.type !== "MetaProperty" || property.type !== "Identifier" || !PLACES.has(property.name)) return;
        const message = `import.meta.${property.name} is another thing in the built file`;
        context.report({
          node,
          message,
          hint: 'Import what is needed: import text from "./page.html" with { type: "text" }',
        });
      },
    };
  },
};
