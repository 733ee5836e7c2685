/**
 * Reads the part of XML that reports are written in, strictly: the oracle for what we write.
 * @module
 */

/** An element as read. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: ReadElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** What XML 1.0 calls a character. */
const CHARACTERS = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/**
 * Reads a document.
 *
 * @param document The text.
 * @returns The outermost element.
 * @throws {SyntaxError} If it is not well formed.
 */
export function readXml(document: string): ReadElement {
  if (!CHARACTERS.test(document)) throw new SyntaxError("a character that XML cannot hold");
  const root: ReadElement = { name: "", attributes: {}, elements: [], text: "" };
  const open = [root];
  const token = /<\?xml [^?]*\?>|<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/y;
  while (token.lastIndex < document.length) {
    const at = token.lastIndex;
    const match = token.exec(document);
    if (match === null) throw new SyntaxError(`no markup at ${at}: ${document.slice(at, at + 40)}`);
    const [, closing, name, attributes, empty, text] = match;
    if (text !== undefined) open.at(-1)!.text += unescaped(text);
    if (name === undefined) continue;
    if (closing === "/") {
      if (open.pop()!.name !== name) throw new SyntaxError(`</${name}> closes another element`);
      continue;
    }
    const element: ReadElement = { name, attributes: attributesOf(attributes ?? ""), elements: [], text: "" };
    open.at(-1)!.elements.push(element);
    if (empty !== "/") open.push(element);
  }
  if (open.length !== 1 || root.elements.length !== 1) throw new SyntaxError("not one element");
  return root.elements[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) =>
    [name!, unescaped(value!)] as const
  );
  const record = Object.fromEntries(found);
  if (Object.keys(record).length < found.length) throw new SyntaxError(`an attribute twice: ${text}`);
  return record;
}

function unescaped(text: string): string {
  return text.replace(/&(\w*);?/g, (reference, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined || !reference.endsWith(";")) throw new SyntaxError(`no reference: ${reference}`);
    return character;
  });
}
