/**
 * `house/function-length`: a function fits on the screen.
 * @module
 */
import type { FunctionNode, Rule } from "./rule.ts";

/** Most lines of a function, its signature and braces included. */
export const FUNCTION_LINES = 70;

/** Reports functions that are longer than {@linkcode FUNCTION_LINES} lines. */
export const functionLength: Rule = {
  create(context) {
    function check(node: FunctionNode): void {
      const lines = context.sourceCode.getText(node).split("\n").length;
      if (lines <= FUNCTION_LINES) return;
      const message = `A function has at most ${FUNCTION_LINES} lines: this one has ${lines}`;
      context.report({ node, message, hint: "Leave the branches here and move what they compute out" });
    }
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};
