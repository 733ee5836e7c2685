/**
 * The linter's types under short names. They belong to Deno's unstable library, which is asked for
 * here and nowhere else.
 * @module
 */
/// <reference lib="deno.unstable" />

/** A rule of a lint plugin. */
export type Rule = Deno.lint.Rule;

/** A set of rules. */
export type Plugin = Deno.lint.Plugin;

/** A node of the syntax tree. */
export type SyntaxNode = Deno.lint.Node;

/** A name in the syntax tree. */
export type Identifier = Deno.lint.Identifier;

/** Everything that has parameters and a body; methods hold a function expression. */
export type FunctionNode =
  | Deno.lint.FunctionDeclaration
  | Deno.lint.FunctionExpression
  | Deno.lint.ArrowFunctionExpression;
