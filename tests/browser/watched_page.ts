/**
 * A page that is looked at by tests, with everything on its record that it complains of or asks for.
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";

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
  /** Page to open in a folder that holds several. @default the path is that of the page */
  readonly file?: string;
}

/**
 * Opens a page.
 *
 * @param browser The browser.
 * @param path File of the page, absolute, or folder of the pages.
 * @param view How it is looked at.
 * @returns The page with its record.
 */
export async function openPage(
  browser: Browser,
  path: string,
  { width = 1_280, theme = "light", script = "on", file }: View = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    javaScriptEnabled: script === "on",
  });
  // No limit of time: a busy machine may take as long as it needs.
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`file://${path}`)) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file === undefined ? path : join(path, file)).href);
  return { page, complaints };
}
