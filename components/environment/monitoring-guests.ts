import type { Environment } from "../config/environment.ts";
import { hostNamesOf } from "../config/host-names.ts";
import { retentionSize } from "../config/metrics-storage.ts";
import { base } from "../guest/base.ts";
import { composeGuest } from "../guest/compose.ts";
import type { Guest, GuestPart, OpenPort, PortSource } from "../guest/guest.ts";
import { hostFirewall } from "../guest/host-firewall.ts";
import { nodeExporter } from "../guest/node-exporter.ts";
import { alertmanager } from "../observability/alertmanager.ts";
import { blackbox } from "../observability/blackbox.ts";
import { grafana } from "../observability/grafana.ts";
import { notifier } from "../observability/notifier.ts";
import { PROMETHEUS_METRICS, prometheus } from "../observability/prometheus.ts";
import { allRules } from "../observability/rules/all-rules.ts";
import type { Promised } from "../observability/rules/objectives.ts";
import { RUNBOOKS_FOLDER } from "../observability/rules/render-rules.ts";
import { type ScrapeJob, scrapeJobs } from "../observability/targets.ts";
import { everyHostOf } from "./hosts-of.ts";
import type { EnvironmentPlan, HostPlan } from "./plan-types.ts";

/** What the machines that measure run. `measured`: what all others do. Pure. */
export function monitoringGuests(
  environment: Environment,
  plan: EnvironmentPlan,
  measured: readonly Guest[],
): Guest[] {
  const [first] = plan.monitoring;
  if (!environment.observability?.metrics || first === undefined) return [];
  // They measure each other too: what is read of them is known before what they read.
  const beside = new Map(plan.monitoring.map((host) => [host.name, partsBeside(host, environment, plan)]));
  const ports = new Map<string, Pick<Guest, "ports">>(measured.map((guest) => [guest.name, guest]));
  for (const [name, parts] of beside) ports.set(name, { ports: [...portsOf(parts), PROMETHEUS_METRICS] });
  const jobs = scrapeJobs(everyHostOf(plan), ports);
  return plan.monitoring.map((host) => guestOf(host, environment, plan, beside.get(host.name) ?? [], jobs));
}

function portsOf(parts: readonly GuestPart[]): OpenPort[] {
  return parts.flatMap(({ ports }) => ports ?? []);
}

/** What an environment promises to the users of its mini-programs. */
export function promisedOf({ miniPrograms }: Environment): Promised[] {
  return miniPrograms.map(({ name: miniProgram, displayName, slo }) => ({
    miniProgram,
    displayName,
    ...slo,
  }));
}

/** What runs on a machine beside Prometheus and its pages. */
function partsBeside(
  { name, address, placement }: HostPlan,
  { observability }: Environment,
  { monitoring }: EnvironmentPlan,
): GuestPart[] {
  const alerts = observability?.alerts;
  const peers = monitoring.filter((other) => other.name !== name).map((other) => other.address);
  return [
    base({ platform: placement.on }),
    nodeExporter({ address }),
    blackbox(),
    ...(alerts ? [...notifier(alerts), alertmanager({ address, peers, alerts })] : []),
  ];
}

function guestOf(
  host: HostPlan,
  environment: Environment,
  plan: EnvironmentPlan,
  beside: readonly GuestPart[],
  jobs: readonly ScrapeJob[],
): Guest {
  const { tier, miniPrograms, observability, retention } = environment;
  const metrics = observability?.metrics;
  const alerts = observability?.alerts;
  if (!metrics) throw new Error("a monitoring machine without settings: a defect of plan-monitoring.ts");
  const { name, address, placement, machine } = host;
  const dashboards = observability?.dashboards;
  const runbooks = alerts?.runbooks ?? RUNBOOKS_FOLDER;
  const promised = promisedOf(environment);
  const parts: GuestPart[] = [
    ...beside,
    prometheus({
      environment: tier,
      host: name,
      address,
      memoryGiB: machine.memoryGiB,
      scrapeSeconds: metrics.scrapeSeconds,
      jobs,
      endpoints: miniPrograms.flatMap((program) =>
        hostNamesOf(program).map((domain) => ({ url: `https://${domain}/`, miniProgram: program.name })),
      ),
      alertmanagers: alerts ? plan.monitoring.map((one) => one.address) : [],
      remoteWrite: metrics.remoteWrite,
      rules: allRules(promised),
      runbooks,
      retentionDays: retention.metricsDays,
      retentionSize: retentionSize(machine.diskGiB),
    }),
    ...(dashboards
      ? grafana({
          environment: tier,
          address,
          servers: plan.monitoring.map((one) => ({ name: one.name, address: one.address })),
          alerts: alerts !== undefined,
          scrapeSeconds: metrics.scrapeSeconds,
          traceView: dashboards.traceView,
          lang: dashboards.language,
          promised,
          runbooks,
          package: dashboards.package,
          pages: dashboards.pages,
        })
      : []),
  ];
  // On Alibaba Cloud a security group stands before the machine.
  const firewall =
    placement.on === "vsphere"
      ? [
          hostFirewall({
            ports: portsOf(parts),
            blocksOf: sourcesOf(environment, plan),
          }),
        ]
      : [];
  return composeGuest(name, "monitoring", [...parts, ...firewall]);
}

/** Who asks a machine that measures from vSphere: administrators, and its peer. */
function sourcesOf({ network }: Environment, { monitoring }: EnvironmentPlan) {
  return (source: PortSource): readonly string[] => {
    if (source === "admin") return network.adminCidrs;
    return source === "monitoring" ? monitoring.map(({ address }) => address) : [];
  };
}
