/**
 * Markup that is safe by how it is made: only the tag `html` makes it, and the tag escapes whatever is put
 * in, so that a name from a result file stays a name. What the markup looks like is left to the sections.
 * @module
 */

/** Markup that may be put in a page as it is. */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** The markup as text. */
  toString(): string {
    return this.#text;
  }

  /**
   * Vouches for text as markup. For the tag below and for what this program itself has written.
   *
   * @param text Markup.
   * @returns The same as {@linkcode Html}.
   */
  static trusted(text: string): Html {
    return new Html(text);
  }
}

/** What can be put in a template: text and numbers are escaped, lists joined, nothing is left out. */
export type Interpolation = Html | string | number | null | undefined | false | readonly Interpolation[];

/** Control characters but line breaks and tabs. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;
/** Characters that are not seen and turn, join or hide what is. */
const FORMATTING = /\p{Cf}/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/**
 * Makes markup of a template; everything put in is escaped unless it is markup itself.
 *
 * Attributes have to stand in double quotes.
 *
 * @param parts The template.
 * @param values What is put in.
 * @returns The markup.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { html } from "./markup.ts";
 *
 * assert.equal(String(html`<b>${"<i>"}</b>`), "<b>&lt;i&gt;</b>");
 * ```
 */
export function html(parts: TemplateStringsArray, ...values: readonly Interpolation[]): Html {
  const tight = tightened(parts);
  let text = tight[0]!;
  for (let index = 0; index < values.length; index++) text += textOf(values[index]) + tight[index + 1]!;
  return Html.trusted(text);
}

const TIGHTENED = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Line breaks in a template are the formatter's: around it they mean nothing, inside at most a space. */
function tightened(parts: TemplateStringsArray): readonly string[] {
  const known = TIGHTENED.get(parts);
  if (known !== undefined) return known;
  const tight = parts.map((part) => part.replace(/\s*\n\s*/g, " "));
  if (/^\s*\n/.test(parts[0]!)) tight[0] = tight[0]!.trimStart();
  if (/\n\s*$/.test(parts.at(-1)!)) tight[tight.length - 1] = tight.at(-1)!.trimEnd();
  TIGHTENED.set(parts, tight);
  return tight;
}

/**
 * Lets a constant of this program pass as markup. Never for text from a result.
 *
 * @param text Markup.
 * @returns The same as {@linkcode Html}.
 */
export function raw(text: string): Html {
  return Html.trusted(text);
}

/**
 * Escapes text for elements and quoted attributes.
 *
 * @param text Text from anywhere.
 * @returns Text without markup; characters that control or turn it are replaced.
 */
export function escaped(text: string): string {
  return inert(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character]!);
}

/**
 * Takes from a text what controls it or turns its direction. Spaces stay what they are, unlike in
 * `inert_text.ts`: numbers are set with thin ones.
 *
 * @param text Text from anywhere.
 * @returns Text that shows what it holds; lone halves of surrogate pairs are replaced too.
 */
export function inert(text: string): string {
  return text.toWellFormed().replace(CONTROL, "\ufffd").replace(FORMATTING, "");
}

/**
 * Writes data into an element for scripts, where nothing is markup but its end.
 *
 * @param value What JSON can hold.
 * @returns JSON without any `<`, so that no script element can end in it.
 */
export function jsonHtml(value: unknown): Html {
  const json = JSON.stringify(value, (_key, part) => typeof part === "string" ? inert(part) : part);
  return Html.trusted(json.replaceAll("<", "\\u003c"));
}

function textOf(value: Interpolation): string {
  if (value instanceof Html) return value.toString();
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "object") return value.map(textOf).join("");
  return escaped(String(value));
}
