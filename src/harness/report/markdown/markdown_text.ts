/**
 * Markdown as GitHub reads it, made of text from anywhere. Every sign that could be markup is written as a
 * character reference, which is text in Markdown as well as in the HTML between `<details>`.
 * @module
 */
import { inertText, shortened } from "../inert_text.ts";

/** How the cells of a column line up. */
export type Alignment = "left" | "right";

/** A column of a table. */
export interface MarkdownColumn {
  /** Trusted text. */
  readonly heading: string;
  readonly align: Alignment;
}

/** Most characters shown of a name; more would push the numbers out of sight. */
const LONGEST_NAME = 80;
const LONGEST_SENTENCE = 240;

/** What Markdown, HTML or GitHub could read as more than text; the rest of ASCII is safe within a line. */
const MARKUP = /[!"#$&*<>[\\\]^`{|}~_]|[:@](?=\S)|\bwww(?=\.)/gi;
/** GitHub looks for mentions, issues and emoji in the finished page: a space without width stops it. */
const SPACE_WITHOUT_WIDTH = "&#8203;";

/**
 * Writes a name from a result.
 *
 * @param text Text from anywhere.
 * @returns Markdown that shows the text, shortened if need be.
 */
export function nameMarkdown(text: string): string {
  return escaped(shortened(inertText(text), LONGEST_NAME));
}

/**
 * Writes a sentence or reason from a result.
 *
 * @param text Text from anywhere.
 * @returns Markdown that shows the text, shortened if need be.
 */
export function sentenceMarkdown(text: string): string {
  return escaped(shortened(inertText(text), LONGEST_SENTENCE));
}

/**
 * Writes a name in the type of code.
 *
 * @param text Text from anywhere.
 * @returns Markdown; as an element, as backticks can be part of the text.
 */
export function codeMarkdown(text: string): string {
  return `<code>${nameMarkdown(text)}</code>`;
}

/**
 * Writes a table.
 *
 * @param columns The columns.
 * @param rows Markdown of the cells, row by row.
 * @returns The table's lines.
 */
export function tableMarkdown(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const rule = columns.map(({ align }) => align === "right" ? "--:" : ":--");
  return line(columns.map(({ heading }) => heading)) + line(rule) + rows.map(line).join("");
}

/**
 * Writes a part that opens on a click.
 *
 * @param summary Markdown of the line that is always seen.
 * @param content Markdown of the rest.
 * @returns The element; its content is read as Markdown.
 */
export function detailsMarkdown(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n</details>\n`;
}

function escaped(text: string): string {
  return text.replace(MARKUP, (found) => {
    if (found.length > 1) return `${found}${SPACE_WITHOUT_WIDTH}`;
    const reference = `&#${found.codePointAt(0)};`;
    return found === "@" || found === "#" || found === ":" ? reference + SPACE_WITHOUT_WIDTH : reference;
  });
}
