import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeObject } from "../../components/kubernetes/objects.ts";
import { clusterTracing, planClusterTracing } from "../../components/tracing/kubernetes.ts";
import { cachedApiServer } from "../../tools/kubernetes-judges/cache.ts";
import { ApiServer } from "../kubernetes/api-server.ts";
import { environmentOf } from "../program/recorded.ts";

const cached = cachedApiServer(process.env);
const missing = !cached
  ? "no kube-apiserver in the cache: npm run build:kubernetes-judges"
  : existsSync("/usr/bin/etcd")
    ? undefined
    : "no etcd: apt-get install etcd-server";
const OBJECTS = clusterTracing({
  ...planClusterTracing(
    {
      endpoint: "tracing-analysis-dc-hz-internal.aliyuncs.com:8090",
      image: `registry.example.com/otel/opentelemetry-collector-contrib@sha256:${"a".repeat(64)}`,
      keptPercent: 10,
      tracesPerSecond: 200,
    },
    environmentOf("prod"),
  ),
  tags: {},
});
type Applied = Parameters<ApiServer["apply"]>[0];

describe.skipIf(missing !== undefined)(
  `collectors on a real kube-apiserver${missing ? ` (${missing})` : ""}`,
  () => {
    let server: ApiServer;
    const folder = mkdtempSync(join(tmpdir(), "hougu-tracing-"));

    beforeAll(async () => {
      if (cached) server = await ApiServer.start(cached, folder);
      const { status } = await server.apply({
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "tracing", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
      } as Applied);
      expect(status).toBe(201);
    });
    afterAll(() => {
      server?.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    it("are accepted without a warning, under the restricted standard, and once is enough", async () => {
      for (const object of OBJECTS) {
        const { status, body, warnings } = await server.apply(object as unknown as Applied);
        expect([describeObject(object), status, status < 300 ? "" : body.message, warnings]).toEqual([
          describeObject(object),
          201,
          "",
          "",
        ]);
      }
      for (const object of OBJECTS)
        expect((await server.apply(object as unknown as Applied)).status, describeObject(object)).toBe(200);
    });

    it("hold no token, and roll when their configuration changes", () => {
      const text = JSON.stringify(OBJECTS);
      expect(text).toContain('"secretKeyRef":{"name":"trace-token","key":"token"}');
      const maps = OBJECTS.filter(({ kind }) => kind === "ConfigMap").map(({ metadata }) => metadata.name);
      expect(new Set(maps).size).toBe(2);
      for (const map of maps) expect(text).toContain(`"configMap":{"name":"${map}"}`);
    });
  },
);
