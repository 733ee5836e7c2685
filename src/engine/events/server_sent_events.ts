/**
 * Writes a run's events in the format of server-sent events, for a browser's `EventSource`.
 * Source: WHATWG HTML, section 9.2 "Server-sent events".
 * @module
 */
import { redact } from "../data/secret.ts";
import type { RunEvent } from "./run_event.ts";

/**
 * Encodes events: `id` is the event's number, `event` its type, `data` the whole event as JSON. Errors become their
 * name, code and message; secrets, also inside texts, become a placeholder.
 *
 * @param events A run's events.
 * @returns Bytes for a response of type `text/event-stream`.
 */
export function toServerSentEvents(events: ReadableStream<RunEvent>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return events.pipeThrough(
    new TransformStream<RunEvent, Uint8Array<ArrayBuffer>>({
      transform(event, controller) {
        controller.enqueue(encoder.encode(encodeEvent(event)));
      },
    }),
  );
}

/**
 * Encodes one event.
 *
 * @param event The event.
 * @returns A message of the stream, its closing blank line included.
 */
export function encodeEvent(event: RunEvent): string {
  // JSON has no line breaks outside of strings, where they are escaped: one data line is enough.
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${eventJson(event)}\n\n`;
}

/**
 * Writes an event as JSON.
 *
 * @param event The event.
 * @returns One line; secrets are replaced, and what JSON cannot hold becomes text.
 */
export function eventJson(event: RunEvent): string {
  const open: unknown[] = [];
  const json = JSON.stringify(event, function (this: unknown, key, value: unknown) {
    if (typeof value === "bigint") return value.toString();
    if (typeof value === "function" || typeof value === "symbol") return String(value);
    if (typeof value !== "object" || value === null) return value;
    // `open` holds the objects around the current one: one that is among them would never end.
    while (open.length > 0 && open.at(-1) !== this) open.pop();
    if (open.includes(value)) return "[circular]";
    open.push(value);
    if (value instanceof Error) return errorFacts(value);
    return key === "result" ? resultFacts(value) : value;
  });
  return json.replace(JSON_STRING, redactString);
}

/** A string in JSON text, its quotes included. */
const JSON_STRING = /"(?:[^"\\]|\\.)*"/g;

/** String by string: a secret with a quote in it looks different in JSON, and a number may hold a secret's digits. */
function redactString(string: string): string {
  const text: string = JSON.parse(string), redacted = redact(text);
  return redacted === text ? string : JSON.stringify(redacted);
}

function errorFacts(error: Error): Readonly<Record<string, unknown>> {
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: error.name, ...code, message: error.message };
}

/** A result has getters, which JSON does not see. */
function resultFacts(result: object): unknown {
  if (!("status" in result && "outputs" in result && "error" in result)) return result;
  const { status, outputs, error } = result;
  return { status, outputs, ...(status !== "completed" && { error }) };
}
