import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type CommentRequest, writeComment } from "../../tools/pull-request/comment.ts";

const SHA = "a".repeat(40);
const MARKER = "<!-- hougu-review stack=prod -->";

interface Comment {
  id: number;
  body: string;
  user: { type: string };
}

/** As much of GitHub's API as a comment needs. */
async function github(comments: Comment[], head = SHA): Promise<CommentRequest> {
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => {
      text += piece.toString();
    });
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
      const body = text === "" ? undefined : (JSON.parse(text) as { body: string });
      const reply = (answer: unknown) => response.end(JSON.stringify(answer));
      if (pathname.endsWith("/pulls")) return reply([{ number: 7, state: "open", head: { sha: head } }]);
      if (request.method === "GET") {
        const page = Number(searchParams.get("page"));
        return reply(comments.slice((page - 1) * 100, page * 100));
      }
      const id = Number(pathname.split("/").at(-1));
      const known = comments.find((comment) => comment.id === id);
      if (known) known.body = body?.body ?? "";
      else comments.push({ id: comments.length + 1, body: body?.body ?? "", user: { type: "Bot" } });
      return reply({});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    api,
    repository: "hougu/infra",
    token: "t",
    stack: "prod",
    sha: SHA,
    text: `${MARKER}\n### first`,
  };
}

test("the second review renews the first one's comment, however many stand between", async () => {
  const comments: Comment[] = Array.from({ length: 130 }, (_, id) => ({
    id: id + 1,
    body: "hello",
    user: { type: "User" },
  }));
  const request = await github(comments);
  expect(await writeComment(request)).toBe("created");
  expect(await writeComment({ ...request, text: `${MARKER}\n### second` })).toBe("updated");
  expect(comments).toHaveLength(131);
  expect(comments.at(-1)?.body).toContain("### second");
  expect(comments.at(-1)?.body.startsWith(MARKER)).toBe(true);
});

test("a comment with the marker that a person has written is left alone", async () => {
  const comments: Comment[] = [{ id: 1, body: `${MARKER}\nmine`, user: { type: "User" } }];
  expect(await writeComment(await github(comments))).toBe("created");
  expect(comments[0]?.body).toBe(`${MARKER}\nmine`);
});

test("what the job wrote can't pass for another stack's comment, nor break GitHub's limit", async () => {
  const comments: Comment[] = [];
  const text = `<!-- hougu-review stack=dev -->\n<!--${"x".repeat(70_000)}`;
  await writeComment({ ...(await github(comments)), text });
  expect(comments[0]?.body).not.toContain("stack=dev");
  await writeComment({ ...(await github(comments)), text: "y".repeat(70_000) });
  expect(comments.every(({ body }) => body.length <= 65_536)).toBe(true);
});

test("a review that wrote nothing is told as such", async () => {
  const comments: Comment[] = [];
  await writeComment({ ...(await github(comments)), text: undefined });
  expect(comments[0]?.body).toContain("✗");
});

test("a commit that is no pull request's head any more gets no comment", async () => {
  expect(await writeComment(await github([], "b".repeat(40)))).toBe("none");
  await expect(writeComment({ ...(await github([])), sha: "../x" })).rejects.toThrow("40 hexadecimal digits");
});
