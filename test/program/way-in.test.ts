import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { contains, parseBlock } from "../../components/config/ipv4.ts";
import { planRecords } from "../../components/dns/plan-records.ts";
import { BALANCED_HTTP_PORT, BALANCED_WEB_SOCKET_PORT, HTTPS_PORT } from "../../components/edge/nginx.ts";
import { balancerCidrs } from "../../components/environment/edge-guest.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { InternalBalancer } from "../../components/loadbalancing/internal-balancer.ts";
import { labelsOf } from "../../components/naming/labels.ts";
import { planFirewall } from "../../components/network/firewall-plan.ts";
import { checkInputs } from "../../sandbox/facts/facts.ts";
import { environmentWith, shapes } from "./arbitrary-environment.ts";
import { environmentOf, record, recordEnvironment, SECRET_VALUES } from "./recorded.ts";
import { wayInProgram } from "./way-in-program.ts";

const prod = environmentOf("prod");
const plan = planEnvironment(prod);
const guests = guestsOf(prod, plan);
const artist = plan.miniPrograms.filter(({ name }) => name === "artist");
const edges = artist.flatMap(({ edgePairs }) => edgePairs.flatMap(({ hosts }) => hosts));
const made = await record(() => wayInProgram(prod));

describe("subnets of balancers", () => {
  test("one for each zone; nothing else moves when they come", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const wide = {
          ...shape,
          cidr: "10.64.0.0/16",
          artist: { ...shape.artist, platform: "alicloud" as const },
        };
        const without = planEnvironment(environmentWith(wide));
        const withThem = planEnvironment(
          environmentWith({ ...wide, artist: { ...wide.artist, balanced: true } }),
        );
        const added = withThem.subnets.filter(({ tier }) => tier === "balancer");
        expect(added.map(({ zone }) => zone)).toEqual(environmentWith(wide).zones);
        expect(withThem.subnets.filter(({ tier }) => tier !== "balancer")).toEqual(without.subnets);
        expect(withThem.miniPrograms).toEqual(without.miniPrograms);
        const blocks = withThem.subnets.map(({ cidr }) => parseBlock(cidr).first);
        expect(new Set(blocks).size).toBe(blocks.length);
        for (const first of blocks) expect(contains(parseBlock(wide.cidr), first)).toBe(true);
      }),
    );
  });
});

describe("the edges behind balancers", () => {
  const { rules } = planFirewall({
    miniPrograms: artist,
    guests,
    adminCidrs: ["10.8.0.0/24"],
    balancerCidrs: balancerCidrs(plan),
    internalCidrs: ["100.64.0.0/10"],
  });
  const reached = rules.filter(({ group }) => group === "artist-edge");

  it("are open to the balancers' subnets alone, each at its port, and inside for HTTPS", () => {
    const cidrs = balancerCidrs(plan);
    expect(cidrs).toHaveLength(2);
    const open = (port: number) =>
      reached
        .filter((rule) => rule.port === port)
        .map(({ from }) => ("cidr" in from ? from.cidr : from.group));
    expect(open(BALANCED_HTTP_PORT)).toEqual(cidrs);
    expect(open(BALANCED_WEB_SOCKET_PORT)).toEqual(cidrs);
    expect(open(HTTPS_PORT)).toEqual(["100.64.0.0/10", "10.8.0.0/24"]);
    expect(open(80)).toEqual([]);
    expect(rules.filter(({ from }) => "cidr" in from && from.cidr === "0.0.0.0/0")).toEqual([]);
    expect(rules.filter(({ protocol }) => protocol === "all")).toEqual([]);
  });

  it("believe nobody else about the client, and share no address", () => {
    for (const { name, address } of edges) {
      const files = guests.get(name)?.files ?? [];
      const conf = files.find(({ path }) => path === "/etc/nginx/nginx.conf")?.content as string;
      expect([...conf.matchAll(/set_real_ip_from (.*);/g)].map(([, cidr]) => cidr)).toEqual(
        balancerCidrs(plan),
      );
      expect(conf).toContain(`listen ${address}:${BALANCED_HTTP_PORT}`);
      expect(conf).toContain(`listen ${address}:${BALANCED_WEB_SOCKET_PORT} ssl proxy_protocol`);
      expect(files.some(({ path }) => path.includes("keepalived"))).toBe(false);
      // The WAF has seen what comes by the layer-7 balancer; ModSecurity sees the rest, WebSockets and the inside.
      expect(conf.match(/modsecurity on;/g)).toHaveLength(2);
    }
  });
});

describe("what stands before them", () => {
  it("takes inputs that the providers accept", () => {
    for (const { type, name, inputs } of made.resources.filter(({ type }) => type.startsWith("alicloud:")))
      expect([name, checkInputs(type, inputs)]).toEqual([name, []]);
  });

  it("forwards to every edge by its address, so that a replaced one is back by itself", () => {
    const { inputs } = made.the("alicloud:alb/serverGroup:ServerGroup", "artist-api");
    expect(inputs).toMatchObject({ serverGroupType: "Ip", protocol: "HTTP" });
    expect(
      (inputs.servers as { serverId: string; port: number }[]).map((s) => `${s.serverId}:${s.port}`),
    ).toEqual(edges.map(({ address }) => `${address}:${BALANCED_HTTP_PORT}`));
    const sockets = made.ofType("alicloud:nlb/serverGroupServerAttachment:ServerGroupServerAttachment");
    expect(sockets.map(({ inputs: { serverId, port } }) => `${serverId}:${port}`)).toEqual(
      edges.map(({ address }) => `${address}:${BALANCED_WEB_SOCKET_PORT}`),
    );
  });

  it("ends TLS 1.2 and newer with the mini-program's certificate, and sends plain HTTP there", () => {
    const certificate = made.the("alicloud:cas/serviceCertificate:ServiceCertificate", "artist-api-tls");
    expect(certificate.secretInputs).toEqual(expect.arrayContaining(["key"]));
    expect(certificate.inputs.key).toBe(SECRET_VALUES.tls.artist.privateKey);
    expect(certificate.inputs.certificateName).toMatch(/^hougu-prod-artist-api-tls-[0-9a-f]{8}$/);
    expect(made.the("alicloud:alb/listener:Listener", "artist-api-https").inputs).toMatchObject({
      certificates: { certificateId: "artist-api-tls-id" },
      securityPolicyId: "artist-api-id",
      xForwardedForConfig: { xForwardedForEnabled: true, xForwardedForProcessingMode: "append" },
    });
    expect(made.the("alicloud:alb/securityPolicy:SecurityPolicy", "artist-api").inputs.tlsVersions).toEqual([
      "TLSv1.2",
      "TLSv1.3",
    ]);
    expect(made.the("alicloud:alb/rule:Rule", "artist-api-to-https").inputs.ruleActions).toMatchObject([
      {
        type: "Redirect",
        redirectConfig: { protocol: "HTTPS", host: "api.artist.example.com", httpCode: "308" },
      },
    ]);
  });

  it("binds every rule of the one list to the balancer in the WAF", () => {
    const templates = made.ofType("alicloud:wafv3/defenseTemplate:DefenseTemplate");
    expect(templates.map(({ inputs }) => inputs.defenseScene).sort()).toEqual([
      "cc",
      "custom_acl",
      "waf_base",
    ]);
    for (const { inputs } of templates) expect(inputs.resources).toEqual(["artist-api-id-alb"]);
    const names = made.ofType("alicloud:wafv3/defenseRule:DefenseRule").map(({ inputs }) => inputs.ruleName);
    expect(names).toEqual(
      expect.arrayContaining(["administration", "pay-callback-post", "web-sockets-absent", "core-rules"]),
    );
    expect(made.the("alicloud:log/audit:Audit", "waf").inputs.variableMap).toEqual({
      waf_enabled: "true",
      waf_ttl: "180",
    });
  });

  it("has names for both domains, authorities above them, and thresholds for every public address", () => {
    const records = made
      .ofType("alicloud:dns/alidnsRecord:AlidnsRecord")
      .map(({ inputs: { rr, type, value, ttl } }) => `${rr} ${type} ${value} ${ttl}`);
    expect(records.sort()).toEqual([
      "api.artist CNAME artist-api.alb.aliyuncsslb.com 60",
      "api.food A 203.0.113.10 60",
      'artist CAA 0 issue "digicert.com" 60',
      'artist CAA 0 issue "globalsign.com" 60',
      'food CAA 0 issue "digicert.com" 60',
      'food CAA 0 issue "globalsign.com" 60',
      "ws.artist CNAME artist-ws.nlb.aliyuncsslb.com 60",
    ]);
    expect(made.ofType("alicloud:ddos/basicDefenseThreshold:BasicDefenseThreshold")).toHaveLength(4);
  });

  it("leads names to the proxy where one stands in front, and asks the balancers from there", async () => {
    const proxied = await record(() =>
      wayInProgram(
        environmentOf("prod", [
          [
            ["artist", "antiDdos"],
            { kind: "proxy", instanceIds: ["ddoscoo-cn-7e225i41abcd"], originCidrs: ["203.107.32.0/24"] },
          ],
        ]),
      ),
    );
    const record0 = proxied.the("alicloud:dns/alidnsRecord:AlidnsRecord", "artist-dns-api");
    expect(record0.inputs).toMatchObject({ type: "CNAME", value: "artist-anti-ddos-api.aliyunddos1001.com" });
    const domain = proxied.the("alicloud:ddos/domainResource:DomainResource", "artist-anti-ddos-api");
    expect(domain.inputs).toMatchObject({ rsType: 1, realServers: ["artist-api.alb.aliyuncsslb.com"] });
    expect(domain.secretInputs).toContain("key");
  });
});

describe("the outputs", () => {
  it("tell where each mini-program is reached", async () => {
    const { kubernetes: _, images: __, ...entry } = prod;
    const { outputs } = await recordEnvironment(entry);
    const { artist: photography } = outputs.endpoints as Record<string, Record<string, unknown>>;
    expect(photography).toMatchObject({
      cname: "artist-api.alb.aliyuncsslb.com",
      webSocketCname: "artist-ws.nlb.aliyuncsslb.com",
      internalAddress: "private-of-artist-internal",
      addresses: ["public-of-artist-api-cn-hangzhou-k", "public-of-artist-api-cn-hangzhou-j"],
      urls: { webSocket: "wss://ws.artist.example.com/ws/" },
    });
  });
});

test("an internal balancer has a group and a listener for each port, and each backend in each group", async () => {
  const { ofType, the } = await record(
    () =>
      new InternalBalancer("queue", {
        labels: labelsOf(prod),
        service: "artist",
        vswitchId: "vsw-1",
        zones: { primary: "cn-hangzhou-k", standby: "cn-hangzhou-j" },
        ports: [
          { name: "amqps", port: 5671, scheduler: "wlc" },
          { name: "management", port: 443, backendPort: 15671 },
        ],
        backends: [1, 2, 3].map((n) => ({ name: `rabbit-${n}`, instanceId: pulumi.output(`i-${n}`) })),
        protect: true,
      }),
  );
  expect(ofType("alicloud:slb/serverGroup:ServerGroup")).toHaveLength(2);
  const servers = ofType("alicloud:slb/serverGroupServerAttachment:ServerGroupServerAttachment");
  expect(servers.map(({ inputs: { serverId, port } }) => `${serverId} ${port}`).sort()).toEqual(
    ["i-1", "i-2", "i-3"].flatMap((id) => [`${id} 15671`, `${id} 5671`]),
  );
  expect(the("alicloud:slb/listener:Listener", "queue-management").inputs).toMatchObject({
    frontendPort: 443,
    healthCheckConnectPort: 15671,
  });
  const balancer = the("alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer", "queue");
  expect(balancer).toMatchObject({
    protect: true,
    inputs: { addressType: "intranet", deleteProtection: "on" },
  });
});

describe("records", () => {
  const settings = { zone: "example.com", ttlSeconds: 600, caaIssuers: ["digicert.com"] };

  test("one address each, and authorities never beside an alias nor above the zone", () => {
    const planned = planRecords(settings, [
      { name: "api", host: "api.example.com", target: { kind: "addresses", count: 2 } },
      { name: "ws", host: "ws.example.com", target: { kind: "alias" } },
    ]);
    expect(planned.map(({ name, rr, type }) => `${name} ${rr} ${type}`)).toEqual([
      "api-1 api A",
      "api-2 api A",
      "ws ws CNAME",
      "caa-digicert-com @ CAA",
    ]);
  });
});
