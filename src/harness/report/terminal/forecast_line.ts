/**
 * How long a session took beside what was said after its first pass.
 * @module
 */
import { elapsedText } from "../../../units/elapsed.ts";
import type { SessionForecast } from "../../session/session_forecast.ts";
import { drawLabelled } from "./closing_lines.ts";
import type { Face } from "./face.ts";
import { span } from "./line.ts";

/**
 * Draws the line.
 *
 * @param forecast What was expected, and what it took.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawForecast({ expectedMs, tookMs }: SessionForecast, face: Face): string[] {
  const share = Math.round(100 * (tookMs / expectedMs - 1));
  const off = share === 0 ? "as expected" : `${Math.abs(share)}% ${share > 0 ? "longer" : "shorter"}`;
  const text = `took ${elapsedText(tookMs)}; after the first pass ${elapsedText(expectedMs)} were expected (${off})`;
  return drawLabelled("Time", [span(text)], face);
}
