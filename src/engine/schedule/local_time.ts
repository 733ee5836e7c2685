/**
 * From instants to what the clocks of a place show, and back. A local time is written as the number of
 * milliseconds that UTC clocks would need to show the same.
 * @module
 */

/**
 * Checks the name of a time zone.
 *
 * @param timeZone What a caller configured.
 * @returns The same name.
 * @throws {RangeError} If it is not the IANA name of a zone.
 */
export function checkTimeZone(timeZone: string): string {
  // Offsets such as "+02:00" would pass as zones, but know no summer time.
  if (!/^[a-z]/i.test(timeZone) || !isKnownZone(timeZone)) {
    throw new RangeError(
      `Cannot plan in a time zone as 'timeZone' must be an IANA name such as "Europe/Berlin" or "UTC": ` +
        `current value is ${JSON.stringify(timeZone)}`,
    );
  }
  return timeZone;
}

function isKnownZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

/**
 * Says what the clocks of a place show.
 *
 * @param instantMs The instant, in whole milliseconds since 1970.
 * @param timeZone IANA name of the zone.
 * @returns The local time.
 */
export function localAt(instantMs: number, timeZone: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
  return instantMs + zoned.offsetNanoseconds / 1e6;
}

/**
 * Finds when the clocks of a place first show a local time or, where they jump over it, the first
 * instant after the jump.
 *
 * @param localMs The local time.
 * @param timeZone IANA name of the zone.
 * @returns The instant, in milliseconds since 1970.
 */
export function firstInstantAt(localMs: number, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO("UTC").toPlainDateTime();
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  if (zoned.toPlainDateTime().equals(local)) return zoned.epochMilliseconds;
  // The local time does not exist: "earlier" gave an instant from before the jump.
  return zoned.getTimeZoneTransition("next")!.epochMilliseconds;
}
