/**
 * Rewrites text for terminals that know ASCII only. Done before anything is padded, because `±`
 * becomes two characters.
 * @module
 */

const REPLACEMENTS: Readonly<Record<string, string>> = {
  "µ": "u",
  "μ": "u",
  "±": "+-",
  "−": "-",
  "–": "-",
  "—": "-",
  "─": "-",
  "×": "x",
  "÷": "/",
  "…": "..",
  "·": "|",
  "≈": "~",
  "≤": "<=",
  "≥": ">=",
  "→": "->",
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "▲": "^",
  "▼": "v",
  "▸": ">",
  "✓": "ok",
  "✗": "x",
  "█": "#",
  "░": ".",
  "\u00a0": " ",
  "\u202f": " ",
};

/**
 * Writes text in ASCII: signs that have a customary spelling get it, letters lose their accents,
 * anything else becomes a question mark.
 *
 * @param text Any text.
 * @returns Text of code points below 128 only.
 */
export function asciiText(text: string): string {
  const spelled = text.replace(/[^\0-\x7f]/gu, (sign) => REPLACEMENTS[sign] ?? sign);
  return spelled.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\0-\x7f]/gu, "?");
}
