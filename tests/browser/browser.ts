/**
 * A browser for tests of pages: headless Chromium, found where systems keep it, with everything on its record
 * that a page complains of or asks for.
 * @module
 */
import { type Browser, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A page with its record. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors, warnings, breaches of the page's policy, and requests other than for the page itself. */
  readonly complaints: readonly string[];
}

/** How a page is looked at. */
export interface View {
  /** Width of the window in pixels. @default {1_280} */
  readonly width?: number;
  readonly theme?: "light" | "dark";
  /** Whether the page's script may run. @default "on" */
  readonly script?: "on" | "off";
}

/**
 * Starts the browser.
 *
 * @returns The browser; whoever starts it closes it.
 * @throws {Error} If there is none.
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = [Deno.env.get("PUFFIN_CHROMIUM") ?? "", ...PLACES].find(isFile);
  if (executablePath === undefined) {
    throw new Error("Cannot test pages as there is no Chromium: apt-get install chromium, or set PUFFIN_CHROMIUM");
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

/**
 * Opens a page.
 *
 * @param browser The browser.
 * @param path File of the page, absolute.
 * @param view How it is looked at.
 * @returns The page with its record.
 */
export async function openPage(
  browser: Browser,
  path: string,
  { width = 1_280, theme = "light", script = "on" }: View = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    javaScriptEnabled: script === "on",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`file://${path}`)) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${path}`);
  return { page, complaints };
}
