import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ForeignSource, foreignFile } from "../guest/foreign-file.ts";
import type { GuestPart } from "../guest/guest.ts";
import { COMMANDS } from "../guest/on-machine.ts";
import { secret, secretText } from "../guest/secret.ts";
import { type DashboardFilesArgs, dashboardFiles } from "./dashboards/dashboard-files.ts";
import { dashboardProvider } from "./grafana/dashboard-provider.ts";
import { type DatasourcesArgs, datasources } from "./grafana/datasources.ts";
import { grafanaIni } from "./grafana/grafana-ini.ts";
import { packedPages } from "./grafana/packed-pages.ts";
import {
  CONFIGURATION,
  DASHBOARDS_UNIT,
  PACKED_DASHBOARDS,
  PASSWORD,
  PROGRAM_UNIT,
  PROVISIONING,
  SERVER_UNIT,
  TLS_UNIT,
} from "./grafana/places.ts";
import { certificateUnit, dashboardsUnit, programUnit } from "./grafana/preparations.ts";
import { serverUnit } from "./grafana/server-unit.ts";
import { GRAFANA_PORT } from "./ports.ts";

export interface GrafanaArgs extends DatasourcesArgs, DashboardFilesArgs {
  /** This machine's own address: it listens on no other. */
  readonly address: string;
  /**
   * The vendor's archive for Linux on this machine's processor, which Debian doesn't have: version 9.4 or later, e.g.
   * `https://dl.grafana.com/oss/release/grafana-11.6.0.linux-amd64.tar.gz`, or a mirror of your own.
   */
  readonly package: ForeignSource;
  /**
   * Folder of the web that has the pages' file by the name that {@link pagesFile} gives it, without a slash at its end. Absent
   * where they travel with the machine, which user data on Alibaba Cloud has no room for.
   */
  readonly pages?: string | undefined;
}

/** All pages as one file, named by what is in it: whoever publishes it and the machine that fetches it mean the same. */
export function pagesFile(args: DashboardFilesArgs): { readonly name: string; readonly content: string } {
  const pages = Object.fromEntries(
    dashboardFiles(args).map(({ name, content }) => [name, JSON.parse(content) as unknown]),
  );
  const content = packedPages(pages);
  return { name: `dashboards-${sha256(content)}.json`, content };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const ARCHIVE = "/var/cache/hougu/grafana.tar.gz";

/** Grafana with all pages of the environment, for administrators. The parts in the order in which they are composed. */
export function grafana(args: GrafanaArgs): GuestPart[] {
  const { address, lang } = args;
  const archive = foreignFile({
    name: "grafana",
    source: args.package,
    path: ARCHIVE,
    mode: "0644",
    // What is measured, and who is told of it, doesn't depend on pictures.
    stops: "nothing",
  });
  const pages = pagesFile(args);
  const fetched =
    args.pages === undefined
      ? []
      : [
          foreignFile({
            name: "dashboards",
            source: { url: `${args.pages}/${pages.name}`, sha256: sha256(pages.content) },
            path: PACKED_DASHBOARDS,
            mode: "0644",
            stops: "nothing",
          }),
        ];
  return [
    archive,
    ...fetched,
    {
      part: "grafana",
      packages: ["openssl", "python3"],
      files: [
        { path: CONFIGURATION, mode: "0644", content: grafanaIni({ address, lang }) },
        { path: `${PROVISIONING}/datasources/hougu.yaml`, mode: "0644", content: datasources(args) },
        { path: `${PROVISIONING}/dashboards/hougu.yaml`, mode: "0644", content: dashboardProvider() },
        ...(args.pages === undefined
          ? [{ path: PACKED_DASHBOARDS, mode: "0644", content: pages.content }]
          : []),
        { path: PASSWORD, mode: "0600", content: secretText`${secret("grafanaPassword")}` },
        { path: `${COMMANDS}/unpack-program`, mode: "0755", content: onMachine("unpack-program.sh") },
        { path: `${COMMANDS}/place-dashboards`, mode: "0755", content: onMachine("place-dashboards.py") },
        certificateUnit(address),
        programUnit(ARCHIVE, archive.part),
        dashboardsUnit(),
        serverUnit(),
      ],
      services: [
        { unit: TLS_UNIT },
        { unit: PROGRAM_UNIT },
        { unit: DASHBOARDS_UNIT },
        { unit: SERVER_UNIT },
      ],
      ports: [{ name: "grafana", port: GRAFANA_PORT, protocol: "tcp", from: ["admin"] }],
      checks: [{ name: "grafana", port: GRAFANA_PORT, intervalSeconds: 15, timeoutSeconds: 5 }],
    },
  ];
}

function onMachine(name: string): string {
  return readFileSync(join(import.meta.dirname, "on-machine", name), "utf8");
}
