/**
 * XML elements as text. All text comes through here: what XML 1.0 cannot hold is replaced, what it would
 * take for markup is escaped. Which elements there are is said in `junit_report.ts`.
 * @module
 */
import { inertText } from "../inert_text.ts";

/** An element with its attributes, and either text or elements in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** Elements, or lines of text. */
  readonly content?: readonly (XmlElement | string)[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const INDENT = "  ";

/**
 * Writes a document.
 *
 * @param root The outermost element.
 * @returns The document with its declaration, a line for each element and each line of text.
 */
export function xmlText(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, "")}`;
}

function elementText({ name, attributes = {}, content = [] }: XmlElement, indent: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("");
  if (content.length === 0) return `${indent}<${name}${given}/>\n`;
  const inner = content.map((part) =>
    typeof part === "string" ? `${indent}${INDENT}${escaped(part)}\n` : elementText(part, indent + INDENT)
  );
  return `${indent}<${name}${given}>\n${inner.join("")}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return inertText(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
