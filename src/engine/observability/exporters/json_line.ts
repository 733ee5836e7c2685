/**
 * One item as one line of JSON, without secrets, as the sinks of this folder write it.
 * @module
 */
import { eventJson } from "../../events/server_sent_events.ts";
import type { AlertNotice } from "../alerts/alert_notice.ts";
import type { LoggedEvent } from "../run_events/logged_event.ts";

/** What the sinks of this folder can write. */
export type Writable = AlertNotice | LoggedEvent;

/**
 * Writes an item. Of an event, the time is written as ISO 8601 in UTC, as `at`.
 *
 * @param item The item.
 * @returns One line without its end.
 */
export function jsonLine(item: Writable): string {
  if (!("event" in item)) return JSON.stringify(item);
  const { run, wallMs, event } = item;
  return `{"run":${run},"at":"${new Date(wallMs).toISOString()}","event":${eventJson(event)}}`;
}
