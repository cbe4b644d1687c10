import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { WEB_SOCKET_PATH } from "../../apps/danmaku/gateway.ts";
import { LIVE_PATH, READY_PATH } from "../../apps/runtime/http/probes.ts";
import { HEALTH_PATH } from "../../components/images/node-app.ts";
import { WORKLOAD_FACTS } from "../../components/kubernetes/workloads/catalogue.ts";
import { lockOfApps } from "../../tools/apps/lock-of-apps.ts";
import { rendered } from "../kubernetes/rendered.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const json = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), "utf8"));

interface Locked {
  readonly resolved?: string;
}

describe("the apps' workspace", () => {
  const own: Record<string, Locked> = json("apps", "package-lock.json").packages;
  const packages = ["danmaku", "inbox", "runtime"];

  it("locks for images what the tests ran with (npm run apps:lock)", () => {
    expect(own).toEqual(lockOfApps(ROOT).packages);
    expect(Object.keys(own)).toEqual(expect.arrayContaining(["node_modules/ws", "node_modules/amqplib"]));
  });

  it("is in step with its packages: exact versions, the same in the lock file, from no particular registry", () => {
    for (const name of packages) {
      const { dependencies } = json("apps", name, "package.json") as { dependencies: Record<string, string> };
      expect(own[name]).toMatchObject({ dependencies });
      for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
    for (const { resolved = "" } of Object.values(own)) expect(resolved).not.toContain("://");
  });
});

describe("the apps and what runs them", () => {
  it("agree about paths", () => {
    expect(HEALTH_PATH).toBe(LIVE_PATH);
    expect(WORKLOAD_FACTS.danmaku.publicPath).toBe(WEB_SOCKET_PATH);
    const deployments = rendered("prod").filter(
      ({ kind, metadata }) => kind === "Deployment" && ["danmaku", "inbox"].includes(metadata?.name ?? ""),
    );
    expect(deployments).toHaveLength(4);
    for (const deployment of deployments) {
      const text = JSON.stringify(deployment);
      expect(text).toContain(`"livenessProbe":{"httpGet":{"path":"${LIVE_PATH}"`);
      expect(text).toContain(`"readinessProbe":{"httpGet":{"path":"${READY_PATH}"`);
    }
  });
});
