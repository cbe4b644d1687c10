import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liveLifecycle, rolloverDays } from "../../components/logging/elasticsearch/lifecycle.ts";
import { mastersOf, nodeConfiguration } from "../../components/logging/elasticsearch/node-configuration.ts";
import { setupRequests } from "../../components/logging/elasticsearch/setup.ts";
import { type SizingArgs, sizingOf, sizingProblems } from "../../components/logging/elasticsearch/sizing.ts";

const PROD: SizingArgs = {
  gibPerDay: 10,
  retentionDays: 180,
  hotDays: 7,
  hot: { count: 3, machine: { cpus: 4, memoryGiB: 16, diskGiB: 200 } },
  warm: { count: 2, machine: { cpus: 4, memoryGiB: 16, diskGiB: 4000 } },
};

const days = fc.record({
  retentionDays: fc.integer({ min: 1, max: 1000 }),
  hotDays: fc.integer({ min: 1, max: 1000 }),
  hasWarmNodes: fc.boolean(),
  hasSnapshots: fc.boolean(),
});

describe("lifecycles", () => {
  it("a line lives as long as it should, and a twelfth longer at most", () => {
    fc.assert(
      fc.property(days, (args) => {
        const { phases } = liveLifecycle(args).policy as { phases: Record<string, { min_age: string }> };
        const age = (phase: string) => Number.parseInt(phases[phase]?.min_age ?? "", 10);
        expect(age("delete")).toBe(args.retentionDays);
        expect(rolloverDays(args)).toBeGreaterThanOrEqual(1);
        expect(rolloverDays(args)).toBeLessThanOrEqual(Math.ceil(args.retentionDays / 12));
        if (phases.warm) expect(age("warm")).toBeLessThan(age("delete"));
        expect(phases.warm === undefined).toBe(!args.hasWarmNodes || args.hotDays >= args.retentionDays);
      }),
    );
  });

  it("what a request refers to is made before it", () => {
    const requests = setupRequests({
      retentionDays: 180,
      hotDays: 7,
      hasWarmNodes: true,
      replicas: 1,
      snapshots: { environment: "prod", bucket: "hougu-prod-log-snapshots", keptDays: 30 },
    });
    const paths = requests.map(({ path }) => path);
    const ordered = (first: string, second: string) =>
      expect(paths.indexOf(first)).toBeLessThan(paths.indexOf(second));
    ordered("/_snapshot/hougu-oss", "/_slm/policy/hougu-nightly");
    ordered("/_slm/policy/hougu-nightly", "/_ilm/policy/hougu-logs");
    ordered("/_ilm/policy/hougu-logs", "/_index_template/hougu-logs");
    ordered("/_ilm/policy/hougu-imported-logs", "/_index_template/hougu-imported");
    ordered("/_component_template/hougu-lines", "/_index_template/hougu-logs");
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("without snapshots no deletion waits for one", () => {
    const text = JSON.stringify(
      setupRequests({ retentionDays: 30, hotDays: 7, hasWarmNodes: false, replicas: 0 }),
    );
    expect(text).not.toContain("wait_for_snapshot");
    expect(text).not.toContain("_snapshot");
  });
});

describe("sizing", () => {
  it("what fits is not complained of", () => {
    expect(sizingProblems(PROD)).toEqual([]);
  });

  it("too long for the disks: what is needed, what there is, and what would mend it", () => {
    const problems = sizingProblems({ ...PROD, gibPerDay: 50 });
    expect(problems.map(({ en }) => en)).toEqual([
      expect.stringMatching(
        /^hot nodes need 1050 GiB .* have 306 GiB when one of 3 is lost.*: disks of 687 GiB, more nodes, or fewer days$/,
      ),
      expect.stringMatching(/^warm nodes need 12975 GiB .* have 3060 GiB when one of 2 is lost/),
    ]);
    for (const { zh } of problems) expect(zh).toMatch(/节点存放日志及副本需要/);
  });

  it("more shards than the heap carries", () => {
    const small = { count: 1, machine: { cpus: 2, memoryGiB: 2, diskGiB: 2000 } };
    const { warm: _, ...one } = { ...PROD, hot: small, gibPerDay: 0.1 };
    expect(sizingProblems(one).map(({ en }) => en)).toEqual([
      expect.stringMatching(/^308 shards for 180 days.*carries 20/),
    ]);
  });

  it("the disks that the error asks for are enough", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 7, max: 365 }),
        (gibPerDay, count, retentionDays) => {
          const { warm: _, ...args } = { ...PROD, gibPerDay, retentionDays, hot: { ...PROD.hot, count } };
          const asked = sizingProblems(args)
            .map(({ en }) => /disks of (\d+) GiB/.exec(en)?.[1])
            .find(Boolean);
          fc.pre(asked !== undefined);
          const mended = {
            ...args,
            hot: { count, machine: { ...PROD.hot.machine, diskGiB: Number(asked) } },
          };
          expect(sizingProblems(mended).filter(({ en }) => en.includes("disks of"))).toEqual([]);
        },
      ),
    );
  });

  it("a single node has no copies, and nothing to lose one with", () => {
    const { warm: _, ...one } = { ...PROD, hot: { ...PROD.hot, count: 1 } };
    expect(sizingOf(one).replicas).toBe(0);
    expect(sizingOf(PROD).replicas).toBe(1);
  });
});

describe("elasticsearch.yml", () => {
  const nodes = [
    { name: "logs-1", address: "10.20.48.11", tier: "hot" },
    { name: "logs-2", address: "10.20.49.11", tier: "hot" },
    { name: "logs-3", address: "10.20.48.12", tier: "warm" },
    { name: "logs-4", address: "10.20.49.12", tier: "warm" },
  ] as const;
  const text = (name: string) =>
    nodeConfiguration({
      name,
      nodes,
      clusterName: "hougu-prod-logs",
      ossEndpoint: "oss-cn-hangzhou-internal.aliyuncs.com",
    });

  it("three may lead, and every node knows the same three", () => {
    expect(mastersOf(nodes).map(({ name }) => name)).toEqual(["logs-1", "logs-2", "logs-3"]);
    const seeds = nodes.map(({ name }) => /discovery\.seed_hosts:\n((?: {2}- .*\n)+)/.exec(text(name))?.[1]);
    expect(new Set(seeds).size).toBe(1);
  });

  it("a hot and a warm node", async () => {
    await expect(text("logs-1")).toMatchFileSnapshot("golden/elasticsearch.yml");
    expect(text("logs-4")).toContain("node.roles:\n  - data_warm\n");
  });

  it("is for nodes of the cluster alone", () => {
    expect(() => text("logs-9")).toThrow(/logs-9 is none of the nodes logs-1/);
  });
});
