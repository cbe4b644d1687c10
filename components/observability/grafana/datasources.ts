import { stringify } from "yaml";
import type { Tier } from "../../config/environment.ts";
import { ALERTMANAGER_PORT, PROMETHEUS_PORT } from "../ports.ts";

/** What Grafana asks. */
export interface DatasourcesArgs {
  readonly environment: Tier;
  /** The machines that measure; the first one is asked when nobody has chosen. */
  readonly servers: readonly { readonly name: string; readonly address: string }[];
  /** Whether Alertmanagers run beside them. */
  readonly alerts: boolean;
  readonly scrapeSeconds: number;
  /** Address of a trace where people look at it, with `{trace}` in place of its id; no links when absent. */
  readonly traceView?: string | undefined;
}

/** Of Debian 12: Grafana offers what this version understands. */
const PROMETHEUS_VERSION = "2.42.0";

/**
 * Grafana's file of data sources. Both Prometheus measure everything: one is as good as the other, and which is asked is
 * chosen on each page. Alerts are Prometheus' own and Grafana only shows them: they must work when Grafana doesn't, both
 * Prometheus evaluate them, and Alertmanager tells of each once.
 *
 * @throws RangeError for a view of traces without a place for the id
 */
export function datasources(args: DatasourcesArgs): string {
  const { environment, servers, alerts, scrapeSeconds, traceView } = args;
  const file = {
    apiVersion: 1,
    // What stands here no more is taken away.
    prune: true,
    datasources: [
      ...servers.map(({ name, address }, index) => ({
        ...common("prometheus", environment, name),
        name: `Prometheus ${environment} ${name}`,
        url: `http://${address}:${PROMETHEUS_PORT}`,
        isDefault: index === 0,
        jsonData: {
          httpMethod: "POST",
          prometheusType: "Prometheus",
          prometheusVersion: PROMETHEUS_VERSION,
          timeInterval: `${scrapeSeconds}s`,
          manageAlerts: true,
          ...(alerts ? { alertmanagerUid: uidOf("alertmanager", environment, name) } : {}),
          ...(traceView === undefined
            ? {}
            : {
                exemplarTraceIdDestinations: [
                  { name: "trace_id", url: traceAddress(traceView), urlDisplayLabel: "Trace · 链路" },
                ],
              }),
        },
      })),
      ...(alerts ? servers : []).map(({ name, address }) => ({
        ...common("alertmanager", environment, name),
        name: `Alertmanager ${environment} ${name}`,
        url: `http://${address}:${ALERTMANAGER_PORT}`,
        isDefault: false,
        jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
      })),
    ],
  };
  return `# Made by Hougu. Change the program, not this file.\n${stringify(file, { lineWidth: 0 })}`;
}

function common(type: "prometheus" | "alertmanager", environment: Tier, name: string) {
  return { type, uid: uidOf(type, environment, name), access: "proxy", orgId: 1, editable: false };
}

/** Pages and links hold it: it stays when a machine is replaced by one of the same name. Grafana takes 40 characters. */
function uidOf(type: string, environment: Tier, name: string): string {
  const uid = `${type}-${environment}-${name}`;
  if (uid.length > 40)
    throw new RangeError(`${uid}: Grafana takes 40 characters; shorten the machine's name`);
  return uid;
}

function traceAddress(view: string): string {
  if (!view.includes("{trace}"))
    throw new RangeError(`${view}: {trace} must stand where the trace's id belongs`);
  // Grafana's own variable; twice the sign, since these files have variables of the environment too.
  return view.replaceAll("$", "$$$$").replaceAll("{trace}", "$$$${__value.raw}");
}
