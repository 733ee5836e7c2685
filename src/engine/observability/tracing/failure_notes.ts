/**
 * What spans say of failures. Texts of secrets are taken out; an error is laid out where it first came up, and the
 * spans around it, through which it passes on, only repeat its message.
 * @module
 */
import { type Span, SpanStatusCode } from "@opentelemetry/api";
import { redact } from "../../data/secret.ts";

/** The failures of one trace. */
export class FailureNotes {
  /** Errors that a span has laid out. */
  readonly #known: WeakSet<WeakKey> = new WeakSet();

  /**
   * Lets a span say that it failed.
   *
   * @param span A span that has not ended.
   * @param error What was thrown.
   */
  note(span: Span, error: unknown): void {
    const message = redact(messageOf(error));
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    if (error instanceof Error) {
      if (this.#known.has(error)) return;
      this.#known.add(error);
      const stack = error.stack === undefined ? {} : { stack: redact(error.stack) };
      span.recordException({ name: error.name, message, ...stack });
    } else {
      span.recordException({ name: typeof error, message });
    }
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  try {
    return String(error);
  } catch {
    return "something that has no text was thrown";
  }
}
