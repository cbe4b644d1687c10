import { describe, expect, it } from "vitest";
import { type Dockerfile, pinnedImage, renderDockerfile } from "../../components/images/dockerfile.ts";
import { nodeApp } from "../../components/images/node-app.ts";

const DIGEST = `sha256:${"a1".repeat(32)}`;
const base = pinnedImage(`docker.io/library/node:24-bookworm-slim@${DIGEST}`);
const app = nodeApp({
  name: "danmaku",
  folder: "danmaku",
  version: "1.2.3",
  base,
  port: 8090,
  owner: "platform-team",
});

describe("an app's Dockerfile", () => {
  it("reads as people write one", async () => {
    await expect(renderDockerfile(app)).toMatchFileSnapshot("golden/danmaku.Dockerfile");
  });

  it("begins every stage with the digest, and ends as nobody", () => {
    const lines = renderDockerfile(app).split("\n");
    const from = lines.filter((line) => line.startsWith("FROM "));
    expect(from).toEqual([
      `FROM docker.io/library/node:24-bookworm-slim@${DIGEST} AS build`,
      `FROM docker.io/library/node:24-bookworm-slim@${DIGEST} AS run`,
    ]);
    expect(lines.lastIndexOf("USER 10001:10001")).toBeGreaterThan(lines.lastIndexOf(from[1] as string));
  });

  it("says what it was made from and what is in it", () => {
    expect(app.labels).toMatchObject({
      "org.opencontainers.image.version": "1.2.3",
      "org.opencontainers.image.base.digest": DIGEST,
      "hougu.sbom.path": "/usr/share/sbom/app.cdx.json",
    });
  });

  it("is refused as root", () => {
    const [build, run] = app.stages;
    const root = {
      ...(run as (typeof app.stages)[0]),
      instructions: [{ do: "user", uid: 0, gid: 0 } as const],
    };
    const wrong: Dockerfile = { ...app, stages: [build, root] };
    expect(() => renderDockerfile(wrong)).toThrow(/the stage run runs as root/);
  });

  it("is refused when it copies from a stage that isn't there", () => {
    const [, run] = app.stages;
    const wrong: Dockerfile = { ...app, stages: [run as (typeof app.stages)[0]] };
    expect(() => renderDockerfile(wrong)).toThrow(/copies from build, which isn't before it/);
  });

  it("is refused without a digest", () => {
    expect(() => pinnedImage("node:24")).toThrow(/an image by its digest is wanted/);
  });
});
