/**
 * `house/parameter-count`: what is called with many arguments is called with the wrong ones.
 * @module
 */
import type { FunctionNode, Rule } from "./rule.ts";

/** Most parameters of a function. */
export const PARAMETERS = 3;

/** Reports functions that take more than {@linkcode PARAMETERS} parameters; an error's constructor may take its fields. */
export const parameterCount: Rule = {
  create(context) {
    function check(node: FunctionNode): void {
      const isConstructor = node.parent.type === "MethodDefinition" && node.parent.kind === "constructor";
      if (node.params.length <= PARAMETERS || isConstructor) return;
      const message = `A function takes at most ${PARAMETERS} parameters: this one takes ${node.params.length}`;
      context.report({ node, message, hint: "Hand in what belongs together as one object" });
    }
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};
