/**
 * Agents as Mermaid flowcharts, which GitHub, editors and many wikis draw where they find one in Markdown.
 * @module
 */
import { type Drawable, drawingOf, type DrawnEdge, type DrawnNode, type PictureOptions, START } from "./drawing.ts";
import { mermaidText } from "./mermaid_text.ts";
import { OUTCOME_COLOURS } from "./outcome_colours.ts";
import { visibleText } from "./visible_text.ts";

/** How each kind of edge is drawn. */
const ARROWS: Readonly<Record<DrawnEdge["kind"], string>> = {
  entry: "-->",
  all: "-->",
  any: "-->",
  xor: "-->",
  optional: "-.->",
  route: "==>",
};

const SHAPES: Readonly<Record<DrawnNode["shape"], readonly [string, string]>> = {
  plain: ["(", ")"],
  conditional: ["{{", "}}"],
  mapped: ["[[", "]]"],
};

/**
 * Draws an agent, or a run of it, as a Mermaid flowchart. Solid arrows are waited for, dotted ones softly, thick ones
 * are routes that states declare with `to`; hexagons have a condition, double sides run once per `Send`.
 *
 * @param subject The agent, or what its `describe()` gave.
 * @param options A run of the agent.
 * @returns Mermaid text.
 * @throws {DefinitionError} If the definition is wrong.
 * @throws {TypeError} If the run is another agent's.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { toMermaid } from "puffinflow/picture";
 *
 * const digest = agent("digest")
 *   .state("fetch", { retry: { maxAttempts: 3 } }, () => "a text")
 *   .state("words", { after: ["fetch"] }, ({ from }) => from.fetch.split(" ").length);
 *
 * const picture = toMermaid(digest);
 * if (!picture.includes('s0("fetch<br/>up to 3 attempts")')) throw new Error(picture);
 * if (!picture.includes("s0 --> s1")) throw new Error(picture);
 * ```
 */
export function toMermaid(subject: Drawable, options: PictureOptions = {}): string {
  const { title, nodes, edges } = drawingOf(subject, options);
  const lines = [
    "---",
    // JSON's text is YAML's too.
    `title: ${JSON.stringify(visibleText(title))}`,
    "---",
    "flowchart TD",
    `  ${START}(("start"))`,
    ...nodes.map(nodeLine),
    ...edges.map(edgeLine),
    ...classLines(nodes),
  ];
  return lines.join("\n") + "\n";
}

function nodeLine({ id, lines, shape }: DrawnNode): string {
  const [open, close] = SHAPES[shape];
  return `  ${id}${open}"${lines.map(mermaidText).join("<br/>")}"${close}`;
}

function edgeLine({ from, to, kind, text }: DrawnEdge): string {
  const label = text === "" ? "" : `|"${mermaidText(text)}"|`;
  return `  ${from} ${ARROWS[kind]}${label} ${to}`;
}

/** Colours, for the outcomes that there are. */
function classLines(nodes: readonly DrawnNode[]): string[] {
  return Object.entries(OUTCOME_COLOURS).flatMap(([outcome, { fill, line }]) => {
    const ids = nodes.filter((node) => node.outcome === outcome).map(({ id }) => id);
    if (ids.length === 0) return [];
    return [
      `  classDef ${outcome} fill:${fill},stroke:${line},color:#1a1a1a`,
      `  class ${ids.join(",")} ${outcome}`,
    ];
  });
}
