/**
 * The frame of the page: one file that asks the network for nothing and runs nothing but its own script, as
 * its policy holds the hashes of both style and script. What stands in it comes from the sections.
 * @module
 */
import { createHash } from "node:crypto";
import { type Html, html, type Interpolation, raw } from "./markup.ts";

/** A section of the page. */
export interface PageSection {
  /** Id of its element. */
  readonly id: string;
  readonly title: string;
  /** What the contents say beside the title, in a few characters; empty for nothing. */
  readonly count: string;
  readonly content: Html;
}

/** What a page is made of. */
export interface Page {
  readonly title: string;
  /** What stands above the title. @default nothing */
  readonly above?: Interpolation;
  /** Facts under the title. */
  readonly facts: readonly Interpolation[];
  /** At least one; the first is the summary and has no number. */
  readonly sections: readonly PageSection[];
  readonly footer: Interpolation;
  /** Elements of data behind the content. */
  readonly data: Html;
  /** All styles. */
  readonly css: string;
  /** The script. */
  readonly js: string;
}

/**
 * Draws a page.
 *
 * @param page What it is made of.
 * @returns The whole file.
 */
export function drawPage({ title, above, facts, sections, footer, data, css, js }: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(css)}'`,
    `script-src 'sha256-${sha256(js)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const body = html`
    <a class="skip" href="#summary">Skip to summary</a><div
      class="frame">${contents(sections)}<main><header>${above}<h1>${title}</h1><div class="facts-line">${facts.map((
        fact,
      ) => html`<span>${fact}</span>`)}</div></header>${sections.map(
        drawSection,
      )}<footer>${footer}</footer></main></div>
  `;
  // The policy stands before anything that it is to hold for.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${html`<meta http-equiv="Content-Security-Policy" content="${policy}">`}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${html`<title>${title}</title>`}
<style>${css}</style>
</head>
<body>
${body}
${data}
<script>${js}</script>
</body>
</html>
`;
}

/**
 * Makes a style or script smaller without understanding it: comments and indentation go.
 *
 * @param text Text of a file of this program, in which no string holds a comment or a line break.
 * @returns The text that is embedded.
 */
export function compacted(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "").replace(/\n\s*/g, "\n").trim();
}

/** The puffin's head, as the program's mark. */
const MARK = raw(
  '<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="11" class="mark-back"/><path d="M6 12a6 6 0 0 1 11-3v6a6 6 0 0 1-11-3z" class="mark-face"/><path d="M16 9l6 3-6 3.500z" class="mark-beak"/><circle cx="12.500" cy="10.500" r="1.300" class="mark-back"/></svg>',
);

function contents(sections: readonly PageSection[]): Html {
  return html`
    <nav class="contents" aria-label="Sections">
      <div class="logo">${MARK}<span>puffinbench</span></div>
      <ol>${sections.map(({ id, title, count }, index) =>
        html`<li><a href="#${id}"${index === 0 && CURRENT}>${title}<span class="count">${count}</span></a></li>`
      )}</ol>
      <div class="buttons js-only"><button type="button" id="theme">Theme: auto</button></div>
    </nav>
  `;
}

const CURRENT = raw(' aria-current="true"');

function drawSection({ id, title, content }: PageSection, index: number): Html {
  const heading = index === 0
    ? html`<h2 class="unseen">${title}</h2>`
    : html`<h2><span class="ordinal">${index}</span>${title}</h2>`;
  return html`<section id="${id}" class="${index === 0 && "first"}">${heading}${content}</section>`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
