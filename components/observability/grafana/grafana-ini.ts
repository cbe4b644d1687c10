import type { Lang } from "../../locale/localized.ts";
import { GRAFANA_PORT } from "../ports.ts";
import { CERTIFICATE, credential, DASHBOARDS_FOLDER, DATA, PROVISIONING } from "./places.ts";

export interface GrafanaIniArgs {
  /** This machine's own address: it listens on no other. */
  readonly address: string;
  readonly lang: Lang;
}

type Section = Readonly<Record<string, string | number | boolean>>;

/** Grafana's names of languages. */
const LANGUAGES: Readonly<Record<Lang, string>> = { en: "en-US", zh: "zh-Hans" };

/** grafana.ini: what differs from the vendor's defaults, and what must not change with them. */
export function grafanaIni({ address, lang }: GrafanaIniArgs): string {
  const sections: Readonly<Record<string, Section>> = {
    paths: {
      data: DATA,
      plugins: `${DATA}/plugins`,
      provisioning: PROVISIONING,
    },
    server: {
      protocol: "https",
      http_addr: address,
      http_port: GRAFANA_PORT,
      root_url: `https://${address}:${GRAFANA_PORT}/`,
      cert_file: CERTIFICATE,
      cert_key: credential("tls-key"),
      min_tls_version: "TLS1.2",
    },
    security: {
      admin_user: "admin",
      // Of the first start; afterwards it stands, as a hash, in Grafana's own database.
      admin_password: `$__file{${credential("admin-password")}}`,
      cookie_secure: true,
      cookie_samesite: "strict",
      content_security_policy: true,
      disable_gravatar: true,
      allow_embedding: false,
    },
    users: {
      allow_sign_up: false,
      allow_org_create: false,
      default_language: LANGUAGES[lang],
    },
    "auth.anonymous": { enabled: false },
    auth: {
      // A working day away, a week at most.
      login_maximum_inactive_lifetime_duration: "12h",
      login_maximum_lifetime_duration: "7d",
    },
    dashboards: {
      default_home_dashboard_path: `${DASHBOARDS_FOLDER}/hougu-overview.json`,
      // No page asks more often than something is measured.
      min_refresh_interval: "15s",
    },
    // Prometheus evaluates rules (datasources.ts says why); the pages that show its alerts stay.
    unified_alerting: { execute_alerts: false },
    // Nothing goes out: neither figures of use, nor questions for versions, news or plugins.
    analytics: {
      reporting_enabled: false,
      check_for_updates: false,
      check_for_plugin_updates: false,
      feedback_links_enabled: false,
    },
    news: { news_feed_enabled: false },
    plugins: { plugin_admin_enabled: false, preinstall_disabled: true },
    snapshots: { external_enabled: false },
    public_dashboards: { enabled: false },
    // To the journal, where retention and shipping are the machine's.
    log: { mode: "console", level: "info" },
    "log.console": { format: "json" },
  };
  return `; Made by Hougu. Change the program, not this file.\n${Object.entries(sections)
    .map(
      ([name, section]) =>
        `\n[${name}]\n${Object.entries(section)
          .map(([key, value]) => `${key} = ${value}\n`)
          .join("")}`,
    )
    .join("")}`;
}
