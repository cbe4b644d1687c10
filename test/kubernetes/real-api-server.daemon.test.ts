import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeObject, type KubernetesObject } from "../../components/kubernetes/objects.ts";
import { cachedApiServer } from "../../tools/kubernetes-judges/cache.ts";
import { ApiServer } from "./api-server.ts";
import { rendered, the } from "./rendered.ts";

const cached = cachedApiServer(process.env);
const missing = !cached
  ? "no kube-apiserver in the cache: npm run build:kubernetes-judges"
  : existsSync("/usr/bin/etcd")
    ? undefined
    : "no etcd: apt-get install etcd-server";

type Applied = Parameters<ApiServer["apply"]>[0];
const applied = (object: KubernetesObject): Applied => object as unknown as Applied;

/** A pod as a ReplicaSet would make it. */
function podOf(objects: readonly KubernetesObject[], name: string, namespace: string) {
  const { spec } = the(objects, "Deployment", name, namespace);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `${name}-pod`, namespace, labels: spec?.template.metadata?.labels ?? {} },
    spec: spec?.template.spec,
  };
}

describe.skipIf(missing !== undefined)(`a real kube-apiserver${missing ? ` (${missing})` : ""}`, () => {
  let server: ApiServer;
  const folder = mkdtempSync(join(tmpdir(), "hougu-apiserver-"));
  const objects = rendered("prod");

  beforeAll(async () => {
    if (cached) server = await ApiServer.start(cached, folder);
  });
  afterAll(() => {
    server?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("accepts everything that prod renders, and warns of nothing", async () => {
    for (const object of objects) {
      const { status, body, warnings } = await server.apply(applied(object));
      expect([describeObject(object), status, status < 300 ? "" : body.message, warnings]).toEqual([
        describeObject(object),
        201,
        "",
        "",
      ]);
    }
  });

  it("changes nothing when the same is applied again", async () => {
    for (const object of objects) {
      const before = await server.get(applied(object));
      const after = await server.apply(applied(object));
      expect([describeObject(object), versionOf(after.body)]).toEqual([
        describeObject(object),
        versionOf(before.body),
      ]);
    }
  });

  it("lets every Deployment's pods run under the restricted standard", async () => {
    // A controller makes this one in every namespace; here is none.
    const account = {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: "platform" },
    };
    await server.create(account);
    for (const { kind, metadata } of objects) {
      if (kind !== "Deployment") continue;
      const { namespace = "" } = metadata as { namespace?: string };
      const { status, body } = await server.create(podOf(objects, metadata.name, namespace), true);
      expect([metadata.name, status, status < 300 ? "" : body.message]).toEqual([metadata.name, 201, ""]);
    }
  });

  it("refuses a pod that keeps root, and one whose priority nobody made", async () => {
    const pod = podOf(objects, "api", "food");
    const root = await server.create({ ...pod, spec: { ...pod.spec, securityContext: {} } } as Applied, true);
    expect(root.body.message).toMatch(/violates PodSecurity "restricted:v1.34".*runAsNonRoot != true/);
    const unknown = { ...pod, spec: { ...pod.spec, priorityClassName: "hougu-nobody" } } as Applied;
    expect((await server.create(unknown, true)).body.message).toMatch(
      /no PriorityClass with name hougu-nobody/,
    );
  });

  it("refuses another selector, a field that isn't there and a changed ConfigMap", async () => {
    const api = the(objects, "Deployment", "api", "food");
    const moved = {
      ...api,
      spec: {
        ...api.spec,
        selector: { matchLabels: { a: "b" } },
        template: { ...api.spec?.template, metadata: { labels: { a: "b" } } },
      },
    };
    expect((await server.apply(moved as unknown as Applied)).body.message).toMatch(/field is immutable/);
    const misspelt = { ...api, spec: { ...api.spec, replica: 3 } } as unknown as Applied;
    expect((await server.apply(misspelt)).body.message).toMatch(
      /\.spec\.replica: field not declared in schema/,
    );
    const map = objects.find(({ kind }) => kind === "ConfigMap") as KubernetesObject;
    const changed = { ...map, data: { OTHER: "value" } } as unknown as Applied;
    expect((await server.apply(changed)).body.message).toMatch(/field is immutable when `immutable` is set/);
  });

  it("gives what nobody said: an address to each Service", async () => {
    const { body } = await server.get(applied(the(objects, "Service", "api", "food")));
    expect((body.spec as { clusterIP: string }).clusterIP).toMatch(/^172\.21\.\d+\.\d+$/);
  });
});

function versionOf(body: Readonly<Record<string, unknown>>): unknown {
  return (body.metadata as { resourceVersion?: string } | undefined)?.resourceVersion;
}
