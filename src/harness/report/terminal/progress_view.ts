/**
 * What every view of a session's progress is: something that draws on a canvas when it is told an event.
 * @module
 */
import type { SessionEvent } from "../../session/progress.ts";
import type { Face } from "./face.ts";

/** What a view of the progress draws on. */
export interface ProgressCanvas {
  readonly face: Face;
  /** Writes text to the stream. */
  write(text: string): void;
  /** Milliseconds since an arbitrary start, never going back. */
  nowMs(): number;
}

/** Takes the events of a session, one after the other. */
export type ProgressView = (event: SessionEvent) => void;
