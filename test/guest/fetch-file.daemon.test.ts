import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { foreignFile } from "../../components/guest/foreign-file.ts";
import { describeJudged } from "./judges.ts";
import { must, run } from "./run.ts";

const COMMAND = resolve(import.meta.dirname, "../../components/guest/on-machine/fetch-file.sh");
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

describeJudged("fetch-file", { commands: ["sh", "curl", "tar", "sha256sum"] }, () => {
  let folder: string;
  let server: Server;
  let answers: Map<string, Buffer>;
  let asked: string[];

  const fetchFile = (path: string, sum: string, more: Readonly<Record<string, string>> = {}) =>
    run("sh", [COMMAND], {
      env: {
        SOURCE: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
        SHA256: sum,
        TARGET: join(folder, "below/target"),
        MODE: "0755",
        PROTOCOL: "http",
        RETRY_SECONDS: "0",
        ...more,
      },
    });
  const target = () => readFileSync(join(folder, "below/target"), "utf8");

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const answer = answers.get(request.url ?? "");
      response.writeHead(answer ? 200 : 404).end(answer);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hougu-fetch-"));
    answers = new Map([["/file", Buffer.from("one")]]);
    asked = [];
    return () => rmSync(folder, { recursive: true, force: true });
  });

  it("brings the file once, with its mode, and again only when another one is wanted", async () => {
    expect(await fetchFile("/file", sha256("one"))).toMatchObject({ status: 0 });
    expect(target()).toBe("one");
    expect(statSync(join(folder, "below/target")).mode & 0o777).toBe(0o755);
    expect(await fetchFile("/file", sha256("one"))).toMatchObject({ status: 0 });
    expect(asked).toEqual(["/file"]);
    answers.set("/file", Buffer.from("two"));
    expect(await fetchFile("/file", sha256("two"))).toMatchObject({ status: 0 });
    expect(target()).toBe("two");
  });

  it("refuses what has another sum, says both, and leaves what is there", async () => {
    await fetchFile("/file", sha256("one"));
    answers.set("/file", Buffer.from("forged"));
    const { status, stderr } = await fetchFile("/file", sha256("two"));
    expect(status).toBe(1);
    expect(stderr).toContain(sha256("forged"));
    expect(stderr).toContain(sha256("two"));
    expect(target()).toBe("one");
    expect(readdirSync(join(folder, "below")).sort()).toEqual(["target", "target.sha256"]);
  });

  it("takes a member out of an archive", async () => {
    writeFileSync(join(folder, "program"), "a program");
    await must(
      "tar",
      "--create",
      "--gzip",
      "--directory",
      folder,
      "--file",
      join(folder, "a.tar.gz"),
      "program",
    );
    const archive = readFileSync(join(folder, "a.tar.gz"));
    answers.set("/a.tar.gz", archive);
    expect(await fetchFile("/a.tar.gz", sha256(archive), { MEMBER: "program" })).toMatchObject({ status: 0 });
    expect(target()).toBe("a program");
    expect(await fetchFile("/a.tar.gz", sha256(archive), { MEMBER: "program" })).toMatchObject({ status: 0 });
    expect(asked).toEqual(["/a.tar.gz"]);
  });

  it("fails where there is nothing, and where the source isn't HTTPS", async () => {
    expect((await fetchFile("/none", sha256("one"))).status).not.toBe(0);
    expect((await fetchFile("/file", sha256("one"), { PROTOCOL: "https" })).status).not.toBe(0);
    expect(existsSync(join(folder, "below/target"))).toBe(false);
  });

  it("is run by a unit that a failure stops, or doesn't, as its part says", () => {
    const unit = (stops?: "nothing") =>
      String(
        foreignFile({
          name: "program",
          source: { url: "https://example.com/a%20b", sha256: sha256("one") },
          path: "/usr/local/bin/program",
          mode: "0755",
          ...(stops ? { stops } : {}),
        }).files?.find(({ path }) => path.endsWith("hougu-file-program.service"))?.content,
      );
    expect(unit()).toContain("\nExecStart=/usr/local/lib/hougu/fetch-file\n");
    expect(unit("nothing")).toContain("\nExecStart=-/usr/local/lib/hougu/fetch-file\n");
    expect(unit()).toContain("\nEnvironment=SOURCE=https://example.com/a%%20b\n");
  });
});
