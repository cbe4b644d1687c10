import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ClusterWorkloads } from "../../components/kubernetes/cluster-workloads.ts";
import type { KubernetesObject } from "../../components/kubernetes/objects.ts";
import { KUBECONFIG_VARIABLE } from "../../sandbox/plugin/kubernetes/api-server/switch.ts";
import { startTrial, type Trial, type TrialOptions } from "../../tools/conformance/trial.ts";
import { cachedApiServer, cachedProvider } from "../../tools/kubernetes-judges/cache.ts";
import { ApiServer } from "./api-server.ts";
import { rendered, the } from "./rendered.ts";

const cached = cachedApiServer(process.env);
const executable = cachedProvider(process.env);
const noServer = !cached
  ? "no kube-apiserver in the cache: npm run build:kubernetes-judges"
  : existsSync("/usr/bin/etcd")
    ? undefined
    : "no etcd: apt-get install etcd-server";

const { version } = createRequire(import.meta.url)("@pulumi/kubernetes/package.json") as { version: string };
const KINDS_WITH_COMPANY = 2;

/** Nobody here makes pods, so nobody waits for them. */
function unwaited(object: KubernetesObject): KubernetesObject {
  const { annotations } = object.metadata as { annotations?: Record<string, string> };
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, "pulumi.com/skipAwait": "true" } },
  } as KubernetesObject;
}

interface Front {
  readonly name: string;
  readonly missing: string | undefined;
  /** @param kubeconfig a file */
  readonly plugins: (kubeconfig: string) => Pick<TrialOptions, "judges" | "standIns" | "env">;
}

/** What is true of the one is true of the other. */
const FRONTS: readonly Front[] = [
  {
    name: "Pulumi's own Kubernetes provider",
    missing:
      noServer ?? (executable ? undefined : "no provider in the cache: npm run build:kubernetes-judges"),
    plugins: () => ({
      judges: [{ provider: "kubernetes", version, executable, kind: "checking build" } as never],
    }),
  },
  {
    name: "the sandbox's",
    missing: noServer,
    plugins: (kubeconfig) => ({
      judges: [],
      standIns: { providers: ["kubernetes"], vcenters: [] },
      env: { [KUBECONFIG_VARIABLE]: kubeconfig },
    }),
  },
];

describe.each(FRONTS)("workloads by $name on a real kube-apiserver", ({ name, missing, plugins }) => {
  describe.skipIf(missing !== undefined)(missing ?? name, () => {
    const folder = mkdtempSync(join(tmpdir(), "hougu-provider-"));
    let server: ApiServer;
    let trial: Trial;
    let objects = rendered("prod");

    beforeAll(async () => {
      if (!cached) return;
      server = await ApiServer.start(cached, folder);
      const kubeconfig = server.kubeconfig();
      const file = join(folder, "kubeconfig");
      writeFileSync(file, kubeconfig);
      trial = await startTrial({
        ...plugins(file),
        stackName: "apps",
        program: async () => {
          const provider = new Provider("kubernetes", { kubeconfig, enableServerSideApply: true });
          new ClusterWorkloads(
            "apps",
            {
              objects: objects.map(unwaited),
              secrets: [
                { namespace: "food", name: "broker-autoscaler", values: { host: "https://autoscaler" } },
              ],
              balancer: { name: "hougu", vswitchIds: ["vsw-1", "vsw-2"] },
              tags: {},
            },
            { provider },
          );
        },
      });
    });
    afterAll(() => {
      trial?.close();
      server?.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    it("makes everything that prod renders", async () => {
      const { summary } = await trial.stack.up({ color: "never" });
      // The stack, its provider, the component, a Secret and the AlbConfig beside the objects.
      expect(summary.resourceChanges).toEqual({ create: objects.length + 3 + KINDS_WITH_COMPANY });
    });

    it("has nothing to do the second time, and finds nothing changed", async () => {
      const { changeSummary } = await trial.stack.preview({ color: "never" });
      expect(changeSummary).toEqual({ same: objects.length + 3 + KINDS_WITH_COMPANY });
      const refreshed = await trial.stack.refresh({ color: "never" });
      expect(Object.keys(refreshed.summary.resourceChanges ?? {})).toEqual(["same"]);
    });

    it("leaves to the autoscaler how many pods run", async () => {
      const api = the(objects, "Deployment", "api", "food");
      const scaled = await server.ask(
        "PATCH",
        "/apis/apps/v1/namespaces/food/deployments/api/scale",
        "application/merge-patch+json",
        { spec: { replicas: 9 } },
      );
      expect(scaled.status).toBe(200);
      await trial.stack.up({ color: "never" });
      const { body } = await server.get(api as never);
      expect((body.spec as { replicas: number }).replicas).toBe(9);
    });

    it("rolls a new image out in place", async () => {
      const uid = async () => {
        const { body } = await server.get(the(objects, "Deployment", "api", "food") as never);
        return (body.metadata as { uid: string }).uid;
      };
      const before = await uid();
      const images = rendered("prod");
      const api = the(images, "Deployment", "api", "food");
      const [container] = api.spec?.template.spec?.containers ?? [];
      if (!container) throw new Error("no container");
      (container as { image?: string }).image = `registry.example.com/api@sha256:${"1".repeat(64)}`;
      objects = images;
      const { summary } = await trial.stack.up({ color: "never" });
      expect(summary.resourceChanges).toMatchObject({ update: 1 });
      expect(summary.resourceChanges).not.toHaveProperty("replace");
      expect(await uid()).toBe(before);
    });
  });
});
