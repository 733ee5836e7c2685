/**
 * Numbers as METHOD.md writes them.
 * @module
 */

/**
 * Writes a share of a whole.
 *
 * @param share Between 0 and 1.
 * @returns For example `2.2 %`.
 */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

/**
 * Writes a duration.
 *
 * @param ms Milliseconds.
 * @returns For example `300 ms` or `5 s`.
 */
export function duration(ms: number): string {
  return ms >= 1_000 ? `${ms / 1_000} s` : `${ms} ms`;
}

/**
 * Writes a table.
 *
 * @param head Headings of the columns.
 * @param rows Cells of each row.
 * @returns Markdown.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}
