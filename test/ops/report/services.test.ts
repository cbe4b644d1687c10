import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planEnvironment } from "../../../components/environment/plan.ts";
import { modelOf } from "../../../ops/report/model-of.ts";
import { renderPage } from "../../../ops/report/page.ts";
import type { Card } from "../../../ops/report/service-model.ts";
import { StateIndex } from "../../../ops/report/state-index.ts";
import type { ExportedResource } from "../../../ops/stack/deployment.ts";
import { environmentOf } from "../../program/recorded.ts";
import { resource } from "../recovery/states.ts";
import { sealed } from "../state-of.ts";

/** What an `up` of prod on the sandbox left, less what the report doesn't read, and less every secret. */
const reduced = JSON.parse(
  readFileSync(new URL("./prod-state.json", import.meta.url), "utf8"),
) as readonly (Pick<ExportedResource, "type" | "outputs"> & { name: string; id: string })[];
const state = reduced.map(({ name, ...more }) => resource(name, { inputs: {}, ...more }));

const environment = environmentOf("prod");

function modelIn(resources: readonly ExportedResource[], configured = environment) {
  return modelOf({
    stack: "prod",
    sandbox: true,
    environment: configured,
    plan: planEnvironment(configured),
    state: new StateIndex(resources),
    generatedAt: new Date(0),
  });
}

const model = modelIn(state);
const nothing = modelIn([]);
const site = (name: string, all = model) =>
  all.sites.find((one) => one.name === name) ?? expect.unreachable(name);
const facts = (card: Card | undefined, label: string) =>
  card?.facts.filter((fact) => fact.label === label).map(({ value }) => value) ?? [];
const kinds = (cards: readonly Card[]) => cards.map(({ kind }) => kind);

describe("the ways in", () => {
  const [api, webSocket, internal] = site("artist").ways;

  test("a balanced entry: name, floods, WAF, balancer; WebSockets past the WAF; the inside by a balancer of its own", () => {
    expect(kinds(api?.stops ?? [])).toEqual(["dns", "antiDdos", "waf", "alb"]);
    expect(kinds(webSocket?.stops ?? [])).toEqual(["dns", "antiDdos", "nlb"]);
    expect(kinds(internal?.stops ?? [])).toEqual(["clb"]);
  });

  test("DNS leads where the balancer is, which holds an address in each zone", () => {
    for (const way of [api, webSocket]) {
      const [dns, balancer] = [way?.stops[0], way?.stops.at(-1)];
      expect(facts(dns, "record")).toEqual(facts(balancer, "cname").map((name) => `CNAME ${name}`));
      expect(facts(balancer, "publicAddress").map((value) => value.split(" · ")[1])).toEqual(
        environment.zones,
      );
    }
    expect(facts(api?.stops.at(-1), "publicAddress")[0]).toBe("203.0.113.152 · cn-hangzhou-k");
    expect(facts(internal?.stops[0], "privateAddress")).toEqual(["10.10.254.24"]);
  });

  test("vSphere: a record to the company's public address, which leads to the pair's", () => {
    const [way] = site("food").ways;
    expect(kinds(way?.stops ?? [])).toEqual(["dns", "companyFirewall", "pair", "modSecurity"]);
    expect(facts(way?.stops[0], "record")).toEqual([`A ${way?.stops[1]?.name}`]);
    expect(facts(way?.stops[1], "backends")).toEqual(facts(way?.stops[2], "virtualAddress"));
  });

  test("records that somebody else keeps are not called missing", () => {
    const elsewhere = environmentOf("prod", [[["artist", "dns"], undefined]]);
    const [dns] = site("artist", modelIn([], elsewhere)).ways[0]?.stops ?? [];
    expect(dns).toMatchObject({ kind: "foreignDns", name: "api.artist.example.com", exists: true });
  });
});

describe("what a mini-program keeps", () => {
  const { stores } = site("artist");
  const store = (kind: string) => stores.find((card) => card.kind === kind) ?? expect.unreachable(kind);

  test("database and cache stand in one zone with a standby in the other, and cannot be deleted", () => {
    for (const kind of ["mysql", "redis"]) {
      expect(facts(store(kind), "zone")).toEqual(["cn-hangzhou-k"]);
      expect(facts(store(kind), "standbyZone")).toEqual(["cn-hangzhou-j"]);
      expect(store(kind).guarded).toBe(true);
    }
    expect(facts(store("mysql"), "database")).toEqual(["artist"]);
    expect(facts(store("mysqlReader"), "zone")).toEqual(["cn-hangzhou-j"]);
  });

  test("the key is the one that they name, not the cluster's", () => {
    const keys = stores.filter(({ kind }) => kind === "key");
    expect(keys.map(({ name }) => name)).toEqual(["alias/hougu-prod-data"]);
    expect(facts(keys[0], "keeps")[0]).toMatch(/RDS artist-mysql.*OSS artist-pictures/);
    expect(facts(store("mysql"), "encryption")).toEqual(["KMS alias/hougu-prod-data"]);
  });

  test("the pictures' bucket is behind the CDN", () => {
    expect(facts(store("cdn"), "source")[0]).toContain(store("bucket").name);
  });

  test("a mini-program on vSphere has a machine with a database, and disks that outlive it", () => {
    const [database, ...others] = site("food").stores;
    expect(others).toEqual([]);
    expect(database?.kind).toBe("mariadb");
    expect(facts(database, "storage")).toEqual(["200 GiB · HZ-DC1-DB-01"]);
    expect(facts(database, "backups")).toEqual(["200 GiB · HZ-DC1-BACKUP-01"]);
  });
});

describe("the cluster", () => {
  const workload = (namespace: string, name: string) =>
    model.cluster?.namespaces
      .find((one) => one.name === namespace)
      ?.workloads.find((one) => one.name === name) ?? expect.unreachable(`${namespace}/${name}`);

  test("pools between their limits", () => {
    const pools = model.cluster?.pools.map((pool) => [
      pool.name,
      ...facts(pool, "nodes"),
      ...facts(pool, "zones"),
    ]);
    expect(pools).toEqual(
      expect.arrayContaining([
        ["hougu-prod-on-demand", "4..6", "cn-hangzhou-k, cn-hangzhou-j"],
        ["hougu-prod-spot", "0..9", "cn-hangzhou-k, cn-hangzhou-j"],
      ]),
    );
  });

  test("workloads between floor and ceiling, by whatever scales them", () => {
    expect(workload("food", "worker")).toMatchObject({
      floor: 2,
      ceiling: 16,
      scaling: "KEDA: rabbitmq, cron",
    });
    expect(workload("artist", "danmaku")).toMatchObject({
      floor: 2,
      ceiling: 8,
      scaling: "HPA: cpu, websocket_connections",
    });
    expect(workload("platform", "headroom")).toMatchObject({
      floor: 4,
      ceiling: 4,
      size: "500m · 1024 MiB",
      scaling: "",
    });
  });

  test("what the cluster says counts more than what was asked for", () => {
    const changed = state.map((one) =>
      one.type.includes("ScaledObject") && one.id === "food/worker"
        ? {
            ...one,
            outputs: { ...one.outputs, spec: { ...(one.outputs?.spec as object), maxReplicaCount: 20 } },
          }
        : one,
    );
    const spaces = modelIn(changed).cluster?.namespaces.flatMap(({ workloads }) => workloads) ?? [];
    expect(spaces.map(({ ceiling }) => ceiling)).toContain(20);
  });
});

test("containers stand on their hosts; a host's address names no user", () => {
  expect(model.dockerHosts.map(({ address }) => address)).toEqual([
    "172.20.10.80",
    "172.20.10.81",
    "172.20.10.82",
  ]);
  const containers = model.dockerHosts.flatMap((host) => host.containers);
  expect(containers.map(({ name }) => name).toSorted()).toEqual(["hougu-prod-danmaku", "hougu-prod-danmaku"]);
  expect(containers.every(({ exists }) => exists)).toBe(true);
});

test("an environment that is down: all that is configured is drawn, and nothing is said to exist", () => {
  const cards = (one: typeof model) => [
    ...one.sites.flatMap(({ ways, stores }) => [...ways.flatMap(({ stops }) => stops), ...stores]),
    ...(one.cluster ? [one.cluster.card, ...one.cluster.pools] : []),
    ...one.grounds.cards,
  ];
  // Not ours to make: it is there whether the environment is or not.
  const ours = cards(nothing).filter(({ kind }) => kind !== "companyFirewall");
  expect(ours.filter(({ exists }) => exists)).toEqual([]);
  expect(new Set(kinds(cards(nothing)))).toEqual(
    new Set(kinds(cards(model)).filter((kind) => kind !== "logs")),
  );
  expect(renderPage(nothing, "en")).toContain("not created yet");
});

test("a secret in a property that the report shows is left out", () => {
  const spoiled = state.map((one) =>
    one.type === "alicloud:rds/instance:Instance"
      ? { ...one, outputs: { ...one.outputs, connectionString: sealed("v1:leak") } }
      : one,
  );
  expect(renderPage(modelIn(spoiled), "en")).not.toContain("leak");
});
