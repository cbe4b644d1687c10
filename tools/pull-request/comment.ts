import { readFile } from "node:fs/promises";

/** GitHub's own limit for a comment. */
const LIMIT = 65_536;

/** What stands under the marker: the text below comes from a job that runs the pull request's code. */
const NOTICE =
  "> Written by a job that runs this pull request's own code, without any secret. Its mark proves nothing by itself.";

export interface CommentRequest {
  /** `https://api.github.com`. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  readonly stack: string;
  /** Commit of the pull request's head: tells which pull request it is; what the job itself says is not believed. */
  readonly sha: string;
  /** The comment; undefined when the review has written none. */
  readonly text: string | undefined;
}

/**
 * Writes the comment of one stack under the open pull request of a commit: the one that stands there already is renewed.
 * @returns what was done; `none` when no open pull request has this head
 */
export async function writeComment(request: CommentRequest): Promise<"created" | "updated" | "none"> {
  const { repository, sha, stack } = request;
  if (!/^[0-9a-f]{40}$/.test(sha)) throw new Error("the commit must be 40 hexadecimal digits");
  if (!/^[A-Za-z0-9_.-]+$/.test(stack)) throw new Error("the stack's name is none");
  const pulls = (await call(
    request,
    "GET",
    `/repos/${repository}/commits/${sha}/pulls`,
  )) as readonly PullRequest[];
  const pull = pulls.find(({ state, head }) => state === "open" && head.sha === sha);
  if (pull === undefined) return "none";
  const marker = `<!-- hougu-review stack=${stack} -->`;
  const body = bodyOf(marker, stack, request.text);
  const known = await existing(request, pull.number, marker);
  if (known !== undefined) {
    await call(request, "PATCH", `/repos/${repository}/issues/comments/${known}`, { body });
    return "updated";
  }
  await call(request, "POST", `/repos/${repository}/issues/${pull.number}/comments`, { body });
  return "created";
}

interface PullRequest {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
}

/** The marker is ours, whatever the file says: else one pull request could renew another stack's comment. */
function bodyOf(marker: string, stack: string, text: string | undefined): string {
  const own = text?.replace(/<!--[\s\S]*?(?:-->|$)/g, "").trim();
  const said = own || `### ✗ hougu · \`${stack}\`: the review wrote nothing, see the log of its job`;
  return `${marker}\n${NOTICE}\n\n${said}`.slice(0, LIMIT);
}

async function existing(
  request: CommentRequest,
  number: number,
  marker: string,
): Promise<number | undefined> {
  for (let page = 1; ; page++) {
    const comments = (await call(
      request,
      "GET",
      `/repos/${request.repository}/issues/${number}/comments?per_page=100&page=${page}`,
    )) as readonly { readonly id: number; readonly body: string; readonly user: { readonly type: string } }[];
    // Whoever opens the pull request can write the marker too: only a bot's comment is ours.
    const found = comments.find(({ body, user }) => user.type === "Bot" && body.startsWith(marker));
    if (found !== undefined) return found.id;
    if (comments.length < 100) return undefined;
  }
}

async function call(
  { api, token }: CommentRequest,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "user-agent": "hougu",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 200)}`);
  return response.json();
}

if (import.meta.main) {
  const [file = "", stack = "", sha = ""] = process.argv.slice(2);
  const {
    GITHUB_API_URL = "https://api.github.com",
    GITHUB_REPOSITORY = "",
    GITHUB_TOKEN = "",
  } = process.env;
  const text = await readFile(file, "utf8").catch(() => undefined);
  const connection = { api: GITHUB_API_URL, repository: GITHUB_REPOSITORY, token: GITHUB_TOKEN };
  console.log(await writeComment({ ...connection, stack, sha, text }));
}
