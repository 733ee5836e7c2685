/**
 * `house/casts`: a cast by way of `unknown` turns the compiler off, so a comment says why it is right.
 * @module
 */
import type { Rule } from "./rule.ts";

/** Reports `x as unknown as T` without a comment on its first line, its last or the one above. */
export const casts: Rule = {
  create(context) {
    const lineOf = (offset: number) => context.sourceCode.text.slice(0, offset).split("\n").length - 1;
    return {
      TSAsExpression(node) {
        const { expression } = node;
        if (expression.type !== "TSAsExpression" || expression.typeAnnotation.type !== "TSUnknownKeyword") return;
        const lines = context.sourceCode.text.split("\n");
        const [first, last] = [lineOf(node.range[0]), lineOf(expression.range[1])];
        const places = [lines[first - 1], lines[first], lines[last]];
        if (places.some((line) => /\/\/|\*\//.test(line ?? ""))) return;
        context.report({ node, message: "A cast by way of unknown needs a comment that says why it is right" });
      },
    };
  },
};
