/**
 * The operating system: its name, release and distribution, and an id that tells hosts apart without
 * naming them.
 * @module
 */
import { attempt, type Fact, isKnown, known } from "./fact.ts";
import type { Host } from "./host.ts";
import type { MachineFacts } from "./machine_spec.ts";
import { plainText } from "./plain_text.ts";
import { readFact, type TextSource } from "./text_source.ts";

/** Places of the distribution's own description, the administrator's first. */
const OS_RELEASE_PATHS = ["/etc/os-release", "/usr/lib/os-release"] as const;

const HOST_ID_DIGITS = 12;

/**
 * Reads what the operating system is.
 *
 * @param host The machine.
 * @returns Its facts; a release that is refused reads `unknown`.
 */
export function readOs(host: Host): MachineFacts["os"] {
  const release = attempt(() => plainText(host.osRelease()));
  return {
    name: host.os,
    release: release.value ?? "unknown",
    distribution: readDistribution(host.files),
    arch: host.arch,
  };
}

/**
 * Digests the host's name.
 *
 * @param host The machine.
 * @returns The first 12 hexadecimal digits of its SHA-256.
 */
export async function readHostId(host: Host): Promise<Fact<string>> {
  const name = attempt(() => host.hostname());
  if (!isKnown(name)) return name;
  // Web Crypto, not node:crypto: importing that alone costs 60 ms.
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name.value)));
  return known(digest.toHex().slice(0, HOST_ID_DIGITS));
}

function readDistribution(files: TextSource): Fact<string> {
  const [first, second] = OS_RELEASE_PATHS.map((path) => readFact(files, { path, parse: parsePrettyName }));
  return isKnown(first!) || !isKnown(second!) ? first! : second;
}

function parsePrettyName(text: string): string | null {
  const [, written] = /^PRETTY_NAME=(.*)$/m.exec(text) ?? /^NAME=(.*)$/m.exec(text) ?? [];
  return written === undefined ? null : plainText(unquoted(written.trim()));
}

/** Undoes what a shell would: the file is written to be sourced by one. */
function unquoted(written: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(written) ?? [];
  return (inner ?? written).replace(/\\(["'$`\\])/g, "$1");
}
