/**
 * Reads comma-separated values by the grammar of RFC 4180, strictly: the oracle for what we write.
 * @module
 */

/**
 * Reads a table.
 *
 * @param text The text.
 * @returns Rows of fields.
 * @throws {SyntaxError} If the text does not follow the grammar.
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new SyntaxError(`no field at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
