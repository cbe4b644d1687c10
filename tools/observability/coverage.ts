import type { Environment, Tier } from "../../components/config/environment.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import { everyHostOf } from "../../components/environment/hosts-of.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { scrapeJobs } from "../../components/observability/targets.ts";

/** What is known of one host or service, by who tells it. */
export interface Covered {
  readonly name: string;
  /** Role of a host, kind of a service. */
  readonly what: string;
  /** Prometheus' jobs with their ports; empty where nothing is measured. */
  readonly metrics: readonly string[];
  /** Whether files are held against what was rendered. */
  readonly drift: boolean;
}

/** Every host of an environment, as its guests are rendered. Pure. */
export function coverageOf(environment: Environment): Covered[] {
  const plan = planEnvironment(environment);
  const guests = guestsOf(environment, plan);
  const hosts = everyHostOf(plan);
  const jobs = scrapeJobs(hosts, guests);
  return hosts.map(({ name, role }) => ({
    name,
    what: role,
    metrics: jobs.flatMap(({ job, targets }) =>
      targets
        .filter(({ labels }) => labels.host === name)
        .map(({ address }) => `${job} (${address.split(":")[1]})`),
    ),
    drift: (guests.get(name)?.services ?? []).some(({ unit }) => unit === "hougu-configuration-check.timer"),
  }));
}

/** Addresses that are asked from outside, with the names that clients use. */
export function endpointsOf({ miniPrograms }: Environment): string[] {
  return miniPrograms.flatMap(({ domain, entry }) => [
    domain,
    ...(entry.kind === "balanced" && entry.webSocketDomain ? [entry.webSocketDomain] : []),
  ]);
}

/** A table for one environment. */
export function renderCoverage(tier: Tier, environment: Environment): string {
  const rows = coverageOf(environment).map(
    ({ name, what, metrics, drift }) =>
      `| ${name} | ${what} | ${metrics.length === 0 ? "—" : metrics.join(", ")} | ${drift ? "yes · 是" : "—"} |`,
  );
  return `## ${tier}

| host · 主机 | role · 角色 | metrics: job (port) · 指标：任务（端口） | files watched · 配置漂移 |
| --- | --- | --- | --- |
${rows.join("\n")}

Asked from outside by the blackbox exporter, over TLS · 由黑盒探测从外部访问：${endpointsOf(environment)
    .map((domain) => `\`${domain}\``)
    .join("、")}
`;
}
