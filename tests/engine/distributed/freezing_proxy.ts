/**
 * A network between a worker and its server that a test can stop: what is sent meanwhile is delivered afterwards, as
 * with a link that is down for a while.
 */

/** A proxy. */
export class FreezingProxy {
  readonly url: string;
  readonly #listener: Deno.TcpListener;
  readonly #connections: Set<Deno.TcpConn> = new Set();
  readonly #pumps: Set<Promise<unknown>> = new Set();
  readonly #accepting: Promise<void>;
  #frozen: PromiseWithResolvers<void> | null = null;

  /** Stands before a server. */
  constructor(server: string) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.url = `redis://127.0.0.1:${this.#listener.addr.port}`;
    this.#accepting = this.#accept(Number(new URL(server).port));
  }

  /** Stops all that is sent. */
  freeze(): void {
    this.#frozen ??= Promise.withResolvers();
  }

  /** Delivers what was stopped. */
  thaw(): void {
    this.#frozen?.resolve();
    this.#frozen = null;
  }

  /** Breaks all connections. */
  drop(): void {
    for (const connection of this.#connections) connection.close();
    this.#connections.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.thaw();
    this.drop();
    await this.#accepting;
    await Promise.allSettled(this.#pumps);
  }

  async #accept(port: number): Promise<void> {
    for await (const client of this.#listener) {
      try {
        const server = await Deno.connect({ hostname: "127.0.0.1", port });
        for (const [from, to] of [[client, server], [server, client]] as const) {
          this.#connections.add(from);
          const pump = this.#pump(from, to).finally(() => this.#pumps.delete(pump));
          this.#pumps.add(pump);
        }
      } catch {
        client.close();
      }
    }
  }

  async #pump(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
        await this.#frozen?.promise;
        for (let sent = 0; sent < count;) sent += await to.write(buffer.subarray(sent, count));
      }
    } catch {
      // A connection was broken.
    } finally {
      if (this.#connections.delete(to)) to.close();
    }
  }
}
