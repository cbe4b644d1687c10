import { expect, it } from "vitest";
import { parse } from "yaml";
import { base } from "../../components/guest/base.ts";
import { cloudInit } from "../../components/guest/cloud-init.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { nodeExporter } from "../../components/guest/node-exporter.ts";
import { templateText } from "../../components/guest/staging.ts";
import { type GrafanaArgs, grafana } from "../../components/observability/grafana.ts";
import { PROMISED } from "./promised.ts";

const ARGS: GrafanaArgs = {
  address: "10.0.0.5",
  lang: "zh",
  package: { url: "https://example.com/grafana.tar.gz", sha256: "a".repeat(64) },
  promised: PROMISED,
  runbooks: "https://example.com/docs/runbooks",
  environment: "prod",
  servers: [
    { name: "monitoring-1", address: "10.0.0.2" },
    { name: "monitoring-2", address: "10.0.0.3" },
  ],
  alerts: true,
  scrapeSeconds: 15,
  traceView: "https://trace.example.com/{trace}?price=$5",
};

function guestOf(changes: Partial<GrafanaArgs> = {}): Guest {
  return composeGuest("grafana-1", "monitoring", [
    base({ platform: "vsphere" }),
    nodeExporter({ address: ARGS.address }),
    ...grafana({ ...ARGS, ...changes }),
  ]);
}
function file(path: string, guest = guestOf()): string {
  const found = guest.files.find((candidate) => candidate.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return templateText(found.content);
}
/** Grafana's configuration by section and key. */
function ini(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let section = "";
  for (const line of text.split("\n").filter((one) => one !== "" && !one.startsWith(";"))) {
    const name = /^\[(.+)\]$/.exec(line)?.[1];
    const [, key, value] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (name !== undefined) section = name;
    else if (key === undefined || value === undefined) throw new Error(`neither section nor key: ${line}`);
    else sections[section] = { ...sections[section], [key]: value };
  }
  return sections;
}

it("lets nobody in without a password, and says nothing to anybody outside", () => {
  const { security, users, server, analytics, ...others } = ini(file("/etc/grafana/grafana.ini"));
  expect(others["auth.anonymous"]).toEqual({ enabled: "false" });
  expect(users).toMatchObject({
    allow_sign_up: "false",
    allow_org_create: "false",
    default_language: "zh-Hans",
  });
  expect(security).toMatchObject({ cookie_secure: "true", cookie_samesite: "strict" });
  expect(security?.admin_password).toBe("$__file{/run/credentials/grafana-server.service/admin-password}");
  // A browser keeps a secure cookie over TLS alone.
  expect(server).toMatchObject({ protocol: "https", http_addr: "10.0.0.5", http_port: "3000" });
  expect(analytics).toMatchObject({ reporting_enabled: "false", check_for_updates: "false" });
});

it("speaks the language that is configured", () => {
  expect(ini(file("/etc/grafana/grafana.ini", guestOf({ lang: "en" }))).users?.default_language).toBe(
    "en-US",
  );
  const has = (lang: "en" | "zh", text: string) =>
    JSON.parse(file("/etc/grafana/dashboards.json", guestOf({ lang }))).texts.includes(text);
  expect([has("en", "Hosts"), has("en", "主机"), has("zh", "Hosts"), has("zh", "主机")]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

it("asks both Prometheus and shows both Alertmanagers", () => {
  const { datasources } = parse(file("/etc/grafana/provisioning/datasources/hougu.yaml")) as {
    datasources: {
      uid: string;
      type: string;
      url: string;
      isDefault: boolean;
      jsonData: Record<string, unknown>;
    }[];
  };
  expect(datasources.map(({ type, url, isDefault }) => [type, url, isDefault])).toEqual([
    ["prometheus", "http://10.0.0.2:9090", true],
    ["prometheus", "http://10.0.0.3:9090", false],
    ["alertmanager", "http://10.0.0.2:9093", false],
    ["alertmanager", "http://10.0.0.3:9093", false],
  ]);
  const uids = datasources.map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
  for (const { jsonData } of datasources.slice(0, 2)) expect(uids).toContain(jsonData.alertmanagerUid);
  expect(datasources[2]?.jsonData).toEqual({
    implementation: "prometheus",
    handleGrafanaManagedAlerts: false,
  });
  expect(datasources[0]?.jsonData.exemplarTraceIdDestinations).toEqual([
    {
      name: "trace_id",
      // As Grafana reads it: `$$` is a dollar, and its own variable is the id.
      url: "https://trace.example.com/$${__value.raw}?price=$$5",
      urlDisplayLabel: "Trace · 链路",
    },
  ]);
});

it("does without Alertmanagers and without a view of traces", () => {
  const text = file(
    "/etc/grafana/provisioning/datasources/hougu.yaml",
    guestOf({ alerts: false, traceView: undefined }),
  );
  expect(text).not.toContain("alertmanager");
  expect(text).not.toContain("exemplar");
});

it("refuses a view of traces that has no place for a trace", () => {
  expect(() => guestOf({ traceView: "https://trace.example.com/" })).toThrow(/\{trace\} must stand/);
});

it("is reached by administrators alone, and keeps its password out of what can be read", () => {
  const guest = guestOf();
  expect(guest.ports.find(({ name }) => name === "grafana")).toEqual({
    name: "grafana",
    port: 3000,
    protocol: "tcp",
    from: ["admin"],
  });
  const password = guest.files.find(({ path }) => path === "/etc/grafana/admin-password");
  expect(password).toMatchObject({ mode: "0600", content: { parts: [{ secret: "grafanaPassword" }] } });
});

it.each(["en", "zh"] as const)("fits into a machine's user data, all pages in %s included", (lang) => {
  expect(() => cloudInit(guestOf({ lang }), { by: "guestinfo" })).not.toThrow();
});
