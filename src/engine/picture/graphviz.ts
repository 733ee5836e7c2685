/**
 * Agents as Graphviz graphs, for `dot` and for whatever reads its language.
 * @module
 */
import { type Drawable, drawingOf, type DrawnEdge, type DrawnNode, type PictureOptions, START } from "./drawing.ts";
import { OUTCOME_COLOURS } from "./outcome_colours.ts";
import { visibleText } from "./visible_text.ts";

/** How each kind of edge is drawn, beside its text. */
const EDGE_STYLES: Readonly<Record<DrawnEdge["kind"], string>> = {
  entry: "",
  all: "",
  any: "arrowhead=empty",
  xor: "arrowhead=empty",
  optional: "style=dashed",
  route: "style=bold",
};

const SHAPES: Readonly<Record<DrawnNode["shape"], string>> = {
  plain: "",
  conditional: "shape=hexagon",
  mapped: "peripheries=2",
};

/**
 * Draws an agent, or a run of it, as a Graphviz graph. Solid arrows are waited for, dashed ones softly, bold ones are
 * routes that states declare with `to`; hexagons have a condition, double frames run once per `Send`.
 *
 * @param subject The agent, or what its `describe()` gave.
 * @param options A run of the agent.
 * @returns Text in the DOT language.
 * @throws {DefinitionError} If the definition is wrong.
 * @throws {TypeError} If the run is another agent's.
 *
 * @example
 * ```ts
 * import { agent, optional } from "puffinflow";
 * import { toGraphviz } from "puffinflow/picture";
 *
 * const digest = agent("digest")
 *   .state("fetch", () => "a text")
 *   .state("words", { after: [optional("fetch")] }, ({ from }) => from.fetch?.length ?? 0);
 *
 * const picture = toGraphviz(digest);
 * if (!picture.includes('s0 -> s1 [label="optional", style=dashed];')) throw new Error(picture);
 * ```
 */
export function toGraphviz(subject: Drawable, options: PictureOptions = {}): string {
  const { title, nodes, edges } = drawingOf(subject, options);
  const lines = [
    `digraph {`,
    `  graph [label=${quoted([title])}, labelloc=t, fontname="sans-serif"];`,
    `  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif"];`,
    `  edge [fontname="sans-serif"];`,
    `  ${START} [label="start", shape=circle];`,
    ...nodes.map((node) =>
      `  ${node.id} ${attributes([`label=${quoted(node.lines)}`, SHAPES[node.shape], colours(node)])};`
    ),
    ...edges.map(edgeLine),
    `}`,
  ];
  return lines.join("\n") + "\n";
}

function edgeLine({ from, to, kind, text }: DrawnEdge): string {
  const list = attributes([text === "" ? "" : `label=${quoted([text])}`, EDGE_STYLES[kind]]);
  return `  ${from} -> ${to}${list === "" ? "" : ` ${list}`};`;
}

function colours({ outcome }: DrawnNode): string {
  if (outcome === null) return "";
  const { fill, line } = OUTCOME_COLOURS[outcome];
  return `fillcolor="${fill}", color="${line}"`;
}

function attributes(list: readonly string[]): string {
  const written = list.filter((attribute) => attribute !== "");
  return written.length === 0 ? "" : `[${written.join(", ")}]`;
}

/** Backslashes and quotes end texts, ampersands begin HTML's signs. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    visibleText(line).replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;")
  );
  return `"${escaped.join("\\n")}"`;
}
