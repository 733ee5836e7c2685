/**
 * A headless Chromium, found where systems keep it: for pages that are looked at, not for the web.
 * @module
 */
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Starts the browser.
 *
 * @returns The browser; whoever starts it closes it.
 * @throws {Error} If there is none.
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = [Deno.env.get("PUFFIN_CHROMIUM") ?? "", ...PLACES].find(isFile);
  if (executablePath === undefined) {
    throw new Error("Cannot open pages as there is no Chromium: apt-get install chromium, or set PUFFIN_CHROMIUM");
  }
  // Containers seldom allow the sandbox, and the only pages are our own.
  return await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
