/**
 * What can be said of the markup of any chart without looking at it: that it is whole, that every number in it is
 * one, that nothing is drawn beside it, and that it holds nothing that a page's policy forbids.
 * @module
 */
import assert from "node:assert/strict";

const VOID = new Set(["input", "br", "img"]);
const PLACES = new Set(["x", "x1", "x2", "cx", "width"]);
const NUMBERS = new Set([...PLACES, "y", "y1", "y2", "cy", "r", "height", "dx"]);
const FORBIDDEN = /\sstyle=|\son\w+=|https?:|NaN|undefined|\[object|>[^<]*\bInfinity\b/;
/** Rounding of two decimals, twice. */
const ROUNDING = 0.011;

/** An element as it was written. */
interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Fails where markup cannot be drawn or must not be there.
 *
 * @param markup Markup of charts, tables and text.
 */
export function assertDrawable(markup: string): void {
  const visible = markup.replace(/<script[\s\S]*?<\/script>/g, "");
  assert.equal(FORBIDDEN.exec(visible)?.[0], undefined);
  assertWhole(visible);
  for (const tag of tagsOf(visible)) assertNumbers(tag);
}

/**
 * Lists elements.
 *
 * @param markup The markup.
 * @returns The opening tags in order.
 */
export function tagsOf(markup: string): readonly Tag[] {
  return [...markup.matchAll(/<([a-z][a-z0-9]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(([, name, rest]) => ({
    name: name!,
    attributes: new Map([...rest!.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key!, value ?? ""])),
  }));
}

function assertWhole(markup: string): void {
  const open: string[] = [];
  for (const [, slash, name, end] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
    if (end === "/" || VOID.has(name!)) continue;
    if (slash === "") open.push(name!);
    else assert.equal(open.pop(), name, "elements are closed in the order in which they were opened");
  }
  assert.deepEqual(open, []);
}

function assertNumbers({ name, attributes }: Tag): void {
  for (const [key, value] of attributes) {
    if (key === "d") assert(/^[mlhvza\d\s.-]*$/i.test(value), `path: ${value.slice(0, 80)}`);
    if (!NUMBERS.has(key)) continue;
    const number = Number(value.replace(/%$/, ""));
    assert(value !== "" && Number.isFinite(number), `<${name} ${key}="${value}">`);
    if (value.endsWith("%")) assert(number >= 0 && number <= 100, `<${name} ${key}="${value}"> is beside the chart`);
  }
  const [x, width] = [attributes.get("x"), attributes.get("width")];
  if (name !== "rect" || x === undefined || width === undefined || !x.endsWith("%")) return;
  assert(parseFloat(x) + parseFloat(width) <= 100 + ROUNDING, `a bar from ${x} that is ${width} wide`);
}
