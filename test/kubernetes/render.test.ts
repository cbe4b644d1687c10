import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodesAtMost, nodesNeeded, planNodePools } from "../../components/config/cluster-capacity.ts";
import { overlaps, parseBlock } from "../../components/config/ipv4.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { planClusterSubnets } from "../../components/kubernetes/cluster/plan-cluster-subnets.ts";
import { pinnedImage } from "../../components/kubernetes/image.ts";
import type { KubernetesObject } from "../../components/kubernetes/objects.ts";
import { renderCluster } from "../../components/kubernetes/render.ts";
import { clusterTracing, planClusterTracing } from "../../components/tracing/kubernetes.ts";
import { restrictedViolations } from "../../sandbox/cloud/kubernetes/pod-security.ts";
import { parseQuantity } from "../../sandbox/cloud/kubernetes/quantity.ts";
import { recordAt, textAt } from "../../sandbox/cloud/kubernetes/read.ts";
import { kindOf } from "../../sandbox/cloud/kubernetes/types.ts";
import { validate } from "../../sandbox/cloud/kubernetes/validate.ts";
import { environmentOf } from "../program/recorded.ts";
import { clusterArgs, rendered, the } from "./rendered.ts";

const ofKind = <K extends KubernetesObject["kind"]>(objects: readonly KubernetesObject[], kind: K) =>
  objects.filter((object): object is Extract<KubernetesObject, { kind: K }> => object.kind === kind);

describe.each(["dev", "prod"] as const)("what %s renders", (tier) => {
  const objects = rendered(tier);
  const { settings } = clusterArgs(tier);

  it("fits Kubernetes' own schemas, field by field", () => {
    for (const object of objects) {
      const kind = kindOf(`${object.apiVersion}/${object.kind}`);
      if (!kind) throw new Error(`no ${object.kind}`);
      expect(validate(kind, object as never)).toEqual([]);
    }
  });

  it("names each object once", () => {
    const names = objects.map(
      ({ kind, metadata }) => `${kind} ${(metadata as { namespace?: string }).namespace} ${metadata.name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("runs every pod under the restricted standard, by digest, with requests, probes and a priority", () => {
    for (const { metadata, spec } of ofKind(objects, "Deployment")) {
      const pod = recordAt(spec as never, "template", "spec");
      expect(restrictedViolations(pod), metadata.name).toEqual([]);
      expect(textAt(pod, "priorityClassName")).toMatch(/^hougu-/);
      for (const container of spec?.template.spec?.containers ?? []) {
        expect(container.image).toMatch(/@sha256:[0-9a-f]{64}$/);
        expect(container.resources?.requests?.cpu).toBeDefined();
        expect(container.resources?.limits?.memory).toBe(container.resources?.requests?.memory);
        if (metadata.name !== "headroom") expect(container.readinessProbe).toBeDefined();
      }
    }
  });

  it("never serves with fewer pods during an update, and survives a node's and a zone's loss", () => {
    for (const { metadata, spec } of ofKind(objects, "Deployment")) {
      if (metadata.name === "headroom") continue;
      expect(spec?.strategy?.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
      const keys = spec?.template.spec?.topologySpreadConstraints?.map(({ topologyKey }) => topologyKey);
      expect(keys).toEqual(["topology.kubernetes.io/zone", "kubernetes.io/hostname"]);
      const grace = spec?.template.spec?.terminationGracePeriodSeconds ?? 0;
      expect(grace).toBeGreaterThan(
        spec?.template.spec?.containers[0]?.lifecycle?.preStop?.sleep?.seconds ?? 0,
      );
      const { namespace } = metadata as { namespace?: string };
      expect(the(objects, "PodDisruptionBudget", metadata.name, namespace).spec?.maxUnavailable).toBe(1);
    }
  });

  it("lets no pod speak to another namespace, nor to the metadata service", () => {
    for (const namespace of ["artist", "food"]) {
      expect(the(objects, "NetworkPolicy", "default-deny", namespace).spec).toEqual({
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
      });
    }
    const blocks = ofKind(objects, "NetworkPolicy")
      .flatMap(({ spec }) => spec?.egress ?? [])
      .flatMap(({ to = [] }) => to);
    const reachesMetadata = blocks.filter(
      ({ ipBlock }) =>
        ipBlock &&
        overlaps(parseBlock(ipBlock.cidr), parseBlock("100.100.100.200/32")) &&
        !(ipBlock.except ?? []).some((except) =>
          overlaps(parseBlock(except), parseBlock("100.100.100.200/32")),
        ),
    );
    expect(reachesMetadata).toEqual([]);
  });

  it("lets each workload out to its own mini-program's brokers and to no other's", () => {
    const { blocks } = clusterArgs(tier);
    for (const miniProgram of ["artist", "food"] as const) {
      for (const name of ["api", "worker", "danmaku", "inbox"]) {
        const egress = the(objects, "NetworkPolicy", name, miniProgram).spec?.egress ?? [];
        const amqps = egress.filter(({ ports = [] }) => ports.some(({ port }) => port === 5671));
        expect(amqps, `${miniProgram}/${name}`).toEqual([
          {
            to: blocks.brokersOf(miniProgram).map((cidr) => ({ ipBlock: { cidr } })),
            ports: [{ protocol: "TCP", port: 5671 }],
          },
        ]);
      }
    }
  });

  it("lets nobody out where there are no brokers and no stores, rather than everywhere", () => {
    const args = clusterArgs(tier);
    const none = renderCluster({ ...args, blocks: { ...args.blocks, stores: [], brokersOf: () => [] } });
    const ports = ofKind(none, "NetworkPolicy")
      .flatMap(({ spec }) => spec?.egress ?? [])
      .flatMap(({ ports: own = [] }) => own.map(({ port }) => port));
    for (const port of [5671, 3306, 6379]) expect(ports).not.toContain(port);
  });

  it("gives each namespace a quota that holds every ceiling and an update of each workload", () => {
    for (const miniProgram of ["artist", "food"] as const) {
      const hard = the(objects, "ResourceQuota", "ceiling", miniProgram).spec?.hard ?? {};
      const sizes = Object.values(settings.workloads[miniProgram]);
      expect(Number(hard.pods)).toBe(sizes.reduce((sum, { ceiling }) => sum + ceiling + 1, 0));
      const cpu = sizes.reduce((sum, { ceiling, cpuMillis }) => sum + (ceiling + 1) * cpuMillis, 0);
      expect(parseQuantity(hard["requests.cpu"] as string)).toBeCloseTo(cpu / 1000);
      expect(hard["services.loadbalancers"]).toBe("0");
    }
  });

  it("has one autoscaler for each workload, by queue, clock or load", () => {
    const owner = (object: KubernetesObject) =>
      `${(object.metadata as { namespace?: string }).namespace}/${object.metadata.name}`;
    const hpas = ofKind(objects, "HorizontalPodAutoscaler").map(owner);
    const scaled = ofKind(objects, "ScaledObject").map(owner);
    expect(hpas.sort()).toEqual(["artist/danmaku", "food/danmaku"]);
    expect(scaled.sort()).toEqual(
      ["api", "inbox", "worker"].flatMap((name) => [`artist/${name}`, `food/${name}`]).sort(),
    );
    const triggers = the(objects, "ScaledObject", "worker", "food").spec?.triggers ?? [];
    expect(
      triggers.map(({ type, metadata }) => [
        type,
        metadata.queueName ?? `${metadata.start} to ${metadata.end}`,
      ]),
    ).toEqual([
      ["rabbitmq", "orders"],
      ["rabbitmq", "bookings"],
      ["cron", "50 10 * * * to 30 13 * * *"],
      ["cron", "50 16 * * * to 0 20 * * *"],
    ]);
    expect(the(objects, "ScaledObject", "api", "artist").spec?.triggers.at(-1)?.metadata).toMatchObject({
      timezone: "Asia/Shanghai",
      start: "50 8 * * 0,6",
    });
  });

  it("rolls pods when their settings change, and keeps the old settings' ConfigMap apart", () => {
    const args = clusterArgs(tier);
    const other = { ...args, appSettings: () => ({ VIRTUAL_HOST: "another" }) };
    const nameOf = (list: readonly KubernetesObject[]) =>
      the(list, "Deployment", "api", "food").spec?.template.spec?.containers[0]?.envFrom?.[0]?.configMapRef
        ?.name;
    expect(nameOf(rendered(tier))).not.toBe(nameOf(renderCluster(other)));
  });
});

describe("an image", () => {
  it("by a tag is refused", () => {
    for (const reference of ["nginx", "nginx:1.25", "registry.example.com/api:latest", "api@sha256:abc"]) {
      expect(() => pinnedImage(reference), reference).toThrow(/no image by digest/);
    }
  });
  it("by its digest is taken", () => {
    const reference = `registry.example.com/hougu/api@sha256:${"a".repeat(64)}`;
    expect(pinnedImage(reference)).toBe(reference);
  });
});

describe("node pools", () => {
  it("never cost more than their budget when it pays for the minimum", () => {
    fc.assert(
      fc.property(
        fc.record({
          edition: fc.constantFrom("standard" as const, "pro" as const),
          monthlyCny: fc.integer({ min: 1, max: 100_000 }),
          minimum: fc.integer({ min: 1, max: 10 }),
          spot: fc.boolean(),
          onDemandMonthlyCny: fc.integer({ min: 50, max: 5000 }),
          spotMonthlyCny: fc.integer({ min: 10, max: 2000 }),
        }),
        ({ edition, monthlyCny, ...nodes }) => {
          const machine = { cpus: 4, memoryGiB: 16, diskGiB: 100 };
          const plan = planNodePools({ edition, monthlyCny, nodes: { ...nodes, machine } });
          const least = (edition === "pro" ? 468 : 0) + nodes.minimum * nodes.onDemandMonthlyCny;
          expect(plan.monthlyCnyAtMost).toBeLessThanOrEqual(Math.max(monthlyCny, least));
          expect(plan.onDemand.maximum).toBeGreaterThanOrEqual(plan.onDemand.minimum);
          if (edition === "standard") expect(nodesAtMost(plan)).toBeLessThanOrEqual(10);
          if (!nodes.spot) expect(plan.spot).toBeUndefined();
        },
      ),
    );
  });

  it("hold every workload at its ceiling, in both environments", () => {
    for (const tier of ["dev", "prod"] as const) {
      const { settings } = clusterArgs(tier);
      expect(nodesNeeded(settings, ({ ceiling }) => ceiling)).toBeLessThanOrEqual(
        nodesAtMost(planNodePools(settings)),
      );
      expect(nodesNeeded(settings, ({ floor }) => floor)).toBeLessThanOrEqual(settings.nodes.minimum);
    }
  });
});

describe("the cluster's subnets", () => {
  it("lie apart from each other and from every host's, in any allowed VPC", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("10.20.0.0/16", "10.20.128.0/17"),
        fc.integer({ min: 1, max: 5 }),
        (cidr, count) => {
          const zones = ["a", "b", "c", "d", "e"].slice(0, count).map((letter) => `cn-hangzhou-${letter}`);
          const environment = environmentOf("prod", [[["network", "cidr"], cidr]]);
          const { subnets } = planEnvironment({ ...environment, zones });
          expect(subnets.filter(({ tier }) => tier === "pods")).toHaveLength(count);
          for (const [index, a] of subnets.entries()) {
            expect(overlaps(parseBlock(cidr), parseBlock(a.cidr))).toBe(true);
            for (const b of subnets.slice(index + 1)) {
              expect(overlaps(parseBlock(a.cidr), parseBlock(b.cidr)), `${a.name} ${b.name}`).toBe(false);
            }
          }
        },
      ),
    );
  });

  it("stay where they are when a zone is added", () => {
    const before = planClusterSubnets("10.20.0.0/16", ["a"]);
    expect(planClusterSubnets("10.20.0.0/16", ["a", "b"]).slice(0, before.length)).toEqual(before);
  });
});

describe("traces", () => {
  const environment = environmentOf("prod");
  const traces = {
    endpoint: "tracing-analysis-dc-hz-internal.aliyuncs.com:8090",
    image: `registry.example.com/otelcol@sha256:${"a".repeat(64)}`,
    keptPercent: 10,
    tracesPerSecond: 200,
  };
  const objects = renderCluster({
    ...clusterArgs("prod"),
    tracing: planClusterTracing(traces, environment),
  });

  it("come to relays from every app, and the policies let them", () => {
    const maps = objects.filter(
      ({ kind, metadata }) => kind === "ConfigMap" && metadata.name.startsWith("danmaku-"),
    );
    expect(maps).toHaveLength(2);
    for (const map of maps)
      expect(map).toMatchObject({
        data: {
          OTEL_EXPORTER_OTLP_ENDPOINT: "http://trace-relay.tracing:4318",
          DEPLOYMENT_ENVIRONMENT: "prod",
        },
      });
    const egress = JSON.stringify(the(objects, "NetworkPolicy", "danmaku", "food").spec?.egress);
    expect(egress).toContain('"kubernetes.io/metadata.name":"tracing"');
    expect(JSON.stringify(the(objects, "NetworkPolicy", "trace-relay", "tracing").spec?.ingress)).toContain(
      '"kubernetes.io/metadata.name":"food"',
    );
  });

  it("go on without TLS inside Alibaba Cloud, and with it anywhere else", () => {
    const configuration = (endpoint: string): string =>
      JSON.stringify(
        clusterTracing({ ...planClusterTracing({ ...traces, endpoint }, environment), tags: {} }).filter(
          ({ kind, metadata }) => kind === "ConfigMap" && metadata.name.startsWith("trace-sampler"),
        ),
      );
    expect(configuration(traces.endpoint)).toContain("insecure: true");
    expect(configuration("tracing-analysis-dc-hz.aliyuncs.com:8090")).toContain("insecure: false");
  });

  it("are nowhere where nobody collects them", () => {
    expect(JSON.stringify(renderCluster(clusterArgs("prod")))).not.toMatch(/OTEL_|trace-relay/);
  });
});
