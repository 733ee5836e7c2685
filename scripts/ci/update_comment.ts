/**
 * Keeps one comment of a pull request up to date: that of an earlier run is written anew, so that ten pushes do not
 * leave ten tables behind. Where comments may not be written, as in pull requests from forks, the job's summary has
 * the same and nothing fails.
 * @module
 */
import { fail, print } from "../print.ts";

/** What GitHub tells a step. */
export interface CommentScene {
  /** Root of the API. */
  readonly apiUrl: string;
  /** Owner and name. */
  readonly repository: string;
  readonly token: string;
  /** Number of the pull request. */
  readonly pullRequest: number;
}

/** How it went. */
export type CommentOutcome = "created" | "updated" | "forbidden";

/** First line of our comments, by which they are known. */
const MARKER = "<!-- puffinbench:summary";
const PER_PAGE = 100;
/** Pages of comments that are looked through. */
const MOST_PAGES = 20;

/**
 * Writes the comment.
 *
 * @param body Its text, which begins with the marker of our comments.
 * @param scene What GitHub tells.
 * @param request Who asks GitHub.
 * @returns How it went.
 * @throws {Error} If GitHub answers what nobody can go on with.
 */
export async function updateComment(
  body: string,
  scene: CommentScene,
  request: typeof fetch = fetch,
): Promise<CommentOutcome> {
  const { apiUrl, repository, token, pullRequest } = scene;
  const headers = { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" };
  const ask = async (path: string, init: RequestInit = {}) =>
    await request(`${apiUrl}/repos/${repository}/issues/${path}`, { ...init, headers });
  const known = await ownComment((page) => ask(`${pullRequest}/comments?per_page=${PER_PAGE}&page=${page}`));
  const init = { method: known === null ? "POST" : "PATCH", body: JSON.stringify({ body }) };
  const response = await ask(known === null ? `${pullRequest}/comments` : `comments/${known}`, init);
  await response.body?.cancel();
  if (response.status === 403 || response.status === 404) return "forbidden";
  if (!response.ok) throw new Error(`Cannot write the comment as GitHub must take it: it answered ${response.status}`);
  return known === null ? "created" : "updated";
}

async function ownComment(ask: (page: number) => Promise<Response>): Promise<number | null> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const response = await ask(page);
    const comments: unknown = response.ok ? await response.json() : await response.body?.cancel();
    if (!Array.isArray(comments)) return null;
    const own = comments.find(({ body }) => typeof body === "string" && body.startsWith(MARKER));
    if (own !== undefined) return own.id;
    if (comments.length < PER_PAGE) return null;
  }
  return null;
}

if (import.meta.main) {
  const [file = ""] = Deno.args;
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, GITHUB_EVENT_PATH } = Deno.env.toObject();
  try {
    const event = JSON.parse(await Deno.readTextFile(GITHUB_EVENT_PATH ?? ""));
    const scene = {
      apiUrl: GITHUB_API_URL ?? "https://api.github.com",
      repository: GITHUB_REPOSITORY ?? "",
      token: GITHUB_TOKEN ?? "",
      pullRequest: Number(event.pull_request?.number),
    };
    const outcome = await updateComment(await Deno.readTextFile(file), scene);
    print(outcome === "forbidden" ? "no comment: this run may not write one; the job's summary has the same" : outcome);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}
