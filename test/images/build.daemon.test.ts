import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePorts } from "../../apps/runtime/test/real/ports.ts";
import { type Spawned, spawned } from "../../apps/runtime/test/real/processes.ts";
import { pinnedImage } from "../../components/images/dockerfile.ts";
import { APP_UID, HEALTH_PATH, nodeApp, SBOM_PATH } from "../../components/images/node-app.ts";
import { describeJudged } from "../guest/judges.ts";
import { eventually } from "../guest/run.ts";
import { BUILDER_COMMANDS, buildAndRun, contextOf, removed } from "./builder.ts";

const APPS = resolve(import.meta.dirname, "../../apps");
const base = pinnedImage(`docker.io/library/node:24-bookworm-slim@sha256:${"a1".repeat(32)}`);
/** Nothing listens there: an app is alive all the same. */
const BROKER = {
  MINI_PROGRAM: "artist",
  BROKER_HOSTS: "127.0.0.1",
  BROKER_PORT: "9",
  VIRTUAL_HOST: "artist",
  BROKER_USER: "artist-app",
  BROKER_PASSWORD: "a-password",
};
const KEY = "ab".repeat(32);
const VARIABLES = {
  danmaku: { ...BROKER, DANMAKU_TOKEN_KEY: KEY },
  inbox: {
    ...BROKER,
    REDIS_HOST: "127.0.0.1",
    REDIS_PORT: "9",
    REDIS_PASSWORD: "a-password",
    INBOX_TOKEN_KEY: KEY,
    INBOX_PHONE_KEY: KEY,
  },
} as const;

for (const name of ["danmaku", "inbox"] as const) {
  describeJudged(
    `the image of ${name}, built by its Dockerfile's steps`,
    { commands: BUILDER_COMMANDS, root: true },
    () => {
      let container: Spawned;
      let context: string;
      let folder: string;
      let port: number;

      beforeAll(async () => {
        context = await contextOf(APPS);
        folder = await mkdtemp(join(tmpdir(), "hougu-image-"));
        port = (await freePorts("http")).http;
        const dockerfile = nodeApp({
          name,
          folder: name,
          version: "1.2.3",
          base,
          port,
          owner: "platform-team",
        });
        const variables = Object.entries(VARIABLES[name]).map(([variable, value]) => `${variable}=${value}`);
        container = spawned(
          "unshare",
          // biome-ignore format: options
          ["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", buildAndRun(dockerfile, context, folder), "sh", "env", ...variables],
          { HOME: process.env.HOME ?? "/root", npm_config_prefer_offline: "true" },
        );
        await eventually(
          "the container says that it listens",
          async () => {
            if (container.child.exitCode !== null) throw new Error(`it ended: ${container.said()}`);
            return container.said().includes('"listening"');
          },
          (listens) => listens,
          120,
        );
      });
      afterAll(async () => {
        await container?.kill();
        await removed(context, folder);
      });

      it("is alive as its health check asks, and not ready without its broker", async () => {
        const url = `http://127.0.0.1:${port}`;
        expect((await fetch(`${url}${HEALTH_PATH}`)).status).toBe(200);
        const ready = await fetch(`${url}/readyz`);
        expect([ready.status, await ready.text()]).toEqual([503, "not ready: the broker is away\n"]);
        expect(await (await fetch(`${url}/metrics`)).text()).toMatch(
          /^broker_connected\{use="publish",.*\} 0$/m,
        );
      });

      it("has the list of what is in it, and neither tests nor the other app", async () => {
        const inside = async (...command: readonly string[]) => {
          const { must } = await import("../guest/run.ts");
          const pids = await must("ps", "-o", "pid=", "-g", String(container.child.pid));
          const app = pids.trim().split("\n").at(-1)?.trim();
          return must(
            "nsenter",
            "--target",
            String(app),
            "--mount",
            "--",
            "chroot",
            join(folder, "run"),
            ...command,
          );
        };
        const sbom = JSON.parse(await inside("cat", SBOM_PATH)) as { components: { name: string }[] };
        const names = sbom.components.map((component) => component.name);
        expect(names).toEqual(expect.arrayContaining(["amqplib", "prom-client", "zod"]));
        expect(names).not.toContain("vitest");
        const files = (await inside("ls", "/app")).trim().split("\n");
        expect(files).toEqual([name, "node_modules", "package-lock.json", "package.json", "runtime"].sort());
        expect(
          await inside(
            "find",
            "/app",
            "-name",
            "test",
            "-path",
            "*/app/*",
            "-not",
            "-path",
            "*/node_modules/*",
          ),
        ).toBe("");
        expect(await inside("find", "/app", "-user", String(APP_UID))).toBe("");
      });
    },
  );
}
