import assert from "node:assert/strict";
import { main, type Services } from "./saga_compensation.ts";

/** Services that keep what is booked, and have no room for what is named. */
function servicesWithout(full: string) {
  const booked = new Set<string>();
  const services: Services = {
    book(what) {
      if (what === full) return Promise.reject(new Error(`${what}: full`));
      booked.add(what);
      return Promise.resolve(what);
    },
    cancel(booking) {
      booked.delete(booking);
      return Promise.resolve();
    },
  };
  return { booked, services };
}

Deno.test("saga_compensation cancels what was booked when the car is refused, the latest first", async () => {
  assert.deepEqual(await main(), {
    kind: "refused",
    because: "Error: no car in Reykjavík is left",
    cancelled: ["hotel", "flight"],
  });
});

Deno.test("saga_compensation leaves nothing booked, whichever service refuses", async () => {
  for (const full of ["flight to Oslo", "hotel in Oslo", "car in Oslo"]) {
    const { booked, services } = servicesWithout(full);
    assert.equal((await main("Oslo", services)).kind, "refused");
    assert.deepEqual([...booked], []);
  }
});

Deno.test("saga_compensation keeps all bookings when none is refused", async () => {
  const { booked, services } = servicesWithout("nothing");
  const itinerary = ["flight to Oslo", "hotel in Oslo", "car in Oslo"];
  assert.deepEqual(await main("Oslo", services), { kind: "booked", itinerary });
  assert.deepEqual([...booked], itinerary);
});
