/**
 * What is wrong with a point of a load, in two or three words.
 * @module
 */
import type { LoadDoubt } from "./metric_table.ts";
import { countText } from "../../units/count.ts";

/**
 * Words a doubt.
 *
 * @param doubt What is wrong.
 * @returns For example `overslept 3.1%` or `92% answered`.
 */
export function loadDoubtText(doubt: LoadDoubt): string {
  const percent = (share: number) => `${Number((100 * share).toPrecision(2))}%`;
  switch (doubt.kind) {
    case "overslept":
      return `overslept ${percent(doubt.share)}`;
    case "behind":
      return `${percent(doubt.share)} late`;
    case "backlog":
      return "backlog";
    case "errors":
      return `${countText(doubt.count)} failed`;
    case "slow":
      return `${Number((100 * doubt.share).toPrecision(3))}% answered`;
  }
}
