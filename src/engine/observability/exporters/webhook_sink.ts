/**
 * Posts items to an address as JSON, again if need be, each attempt for a limited time.
 * @module
 */
import { HttpPost, type HttpPostOptions } from "./http_post.ts";
import { jsonLine, type Writable } from "./json_line.ts";
import type { Sink } from "./sink.ts";

/** Options of a sink that posts. */
export interface WebhookSinkOptions<T extends Writable = Writable> extends HttpPostOptions {
  /** Where to: `http:` or `https:`. */
  readonly url: string | URL;
  /** What it is called in counts and messages. @default {"webhook"} */
  readonly name?: string;
  /**
   * Makes the body of a request, for services that want it in a shape of their own. @default {undefined} a JSON array
   * of the items
   *
   * @param items One or more.
   * @returns Plain data for `JSON.stringify`.
   */
  readonly body?: (items: readonly T[]) => unknown;
}

/**
 * Makes a sink that posts each batch to an address. A batch that the last attempt did not bring there is lost, and
 * counted by whoever uses the sink.
 *
 * @param options Where to, how often and for how long.
 * @returns The sink.
 * @throws {TypeError} If `url` is no usable address.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function webhookSink<T extends Writable = Writable>(options: WebhookSinkOptions<T>): Sink<T> {
  const { url, name = "webhook", body } = options;
  const post = new HttpPost(name, url, options);
  return {
    name,
    async write(items) {
      await post.send(body === undefined ? `[${items.map(jsonLine).join(",")}]` : JSON.stringify(body(items)));
    },
  };
}
