/**
 * How much of a report a page holds. A page that would become too large leaves out what is missed least, one thing
 * after the other, and says so; the result file has it all. Who draws is handed the extent and obeys it.
 * @module
 */

/** Bytes that a page may have: it is sent by mail and kept by the hundred. */
export const PAGE_BUDGET_BYTES = 1_000_000;

/** How much is drawn. */
export interface PageExtent {
  /** Rows that stayed the same which are listed against the baseline. */
  readonly sameRows: number;
  /** Benchmarks whose distributions are drawn; of more, those whose subjects differ most. */
  readonly panes: number;
  /** Panels of results: drawn or packed along for all rows, or only those that are drawn with the page. */
  readonly panels: "all" | "drawn";
  /** Whether the samples are packed along. */
  readonly samples: "kept" | "left-out";
}

/** A part of a page that is drawn by itself. */
export type PagePart = "baseline" | "distributions" | "results" | "panels" | "samples" | "method";

/** Something that can be left out. */
export interface PageCut {
  /** What is left out, as the object of a sentence. */
  readonly what: string;
  readonly extent: Partial<PageExtent>;
  /** Parts that look different then. */
  readonly parts: readonly PagePart[];
}

/** Everything, as far as a reader looks at it. */
export const WHOLE_PAGE: PageExtent = { sameRows: 100, panes: 24, panels: "all", samples: "kept" };

/** What is left out, what is missed least first. */
export const PAGE_CUTS: readonly PageCut[] = [
  { what: "rows that stayed the same against the baseline", extent: { sameRows: 0 }, parts: ["baseline"] },
  { what: "all distributions but the three that differ most", extent: { panes: 3 }, parts: ["distributions"] },
  {
    what: "panels of rows without news",
    extent: { panels: "drawn" },
    parts: ["results", "panels"],
  },
  { what: "the samples", extent: { samples: "left-out" }, parts: ["samples", "method"] },
];
