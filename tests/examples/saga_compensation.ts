/**
 * A saga: books a journey at three services that know nothing of each other. When one of them refuses, what was
 * booked is cancelled, the latest first. In class form, since all states share the services.
 * @module
 */
import { Agent, type ContextOf, state } from "puffinflow";

/** Where journeys are booked. */
export interface Services {
  /** Books something and gives its number. */
  book(what: string): Promise<string>;
  /** Cancels what has that number. */
  cancel(booking: string): Promise<void>;
}

/** Undoes any of the bookings: `output` is what the state returned, the booking's number. */
async function cancel(this: Journey, { output }: { readonly output: string }): Promise<void> {
  await this.services.cancel(output);
}

class Journey extends Agent<{ readonly city: string }> {
  constructor(readonly services: Services) {
    super();
  }

  @state({ compensate: cancel })
  async flight({ input }: ContextOf<Journey>) {
    return await this.services.book(`flight to ${input.city}`);
  }

  @state({ after: ["flight"], compensate: cancel })
  async hotel({ input }: ContextOf<Journey, "flight">) {
    return await this.services.book(`hotel in ${input.city}`);
  }

  @state({ after: ["hotel"], compensate: cancel })
  async car({ input }: ContextOf<Journey, "hotel">) {
    return await this.services.book(`car in ${input.city}`);
  }

  @state({ after: ["flight", "hotel", "car"] })
  itinerary({ from }: ContextOf<Journey, "flight" | "hotel" | "car">) {
    return [from.flight, from.hotel, from.car];
  }
}

/** How a journey was booked, or why not and what was cancelled. */
export type Booked =
  | { readonly kind: "booked"; readonly itinerary: readonly string[] }
  | { readonly kind: "refused"; readonly because: string; readonly cancelled: readonly string[] };

/**
 * Books a journey.
 *
 * @param city Where to.
 * @param services Where to book.
 * @returns All of the journey, or none.
 */
export async function main(city = "Reykjavík", services: Services = servicesWithoutCars()): Promise<Booked> {
  const result = await new Journey(services).run({ city });
  if (result.status === "completed") return { kind: "booked", itinerary: result.outputs.itinerary };
  return {
    kind: "refused",
    because: String(result.error),
    cancelled: result.compensations.map((compensation) => compensation.state),
  };
}

function servicesWithoutCars(): Services {
  return {
    book: (what) => what.startsWith("car") ? Promise.reject(new Error(`no ${what} is left`)) : Promise.resolve(what),
    cancel: () => Promise.resolve(),
  };
}

// deno-lint-ignore no-console -- An example shows what it does.
if (import.meta.main) console.log(await main());
