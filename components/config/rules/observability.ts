import { MINI_PROGRAMS } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { diskFor, mostDays } from "../metrics-storage.ts";
import { SEVERITIES } from "../observability.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import { lineLeadsTo } from "./lines.ts";
import type { Draft } from "./rule.ts";

/** Collectors of traces run in the cluster, beside the apps that send them. */
export function* tracesHaveACluster({ observability, kubernetes }: Draft): Iterable<Finding> {
  if (!observability?.traces || kubernetes) return;
  yield {
    at: ["observability", "traces"],
    expected: {
      en: "no traces where there is no cluster (hougu:kubernetes) whose pods send them",
      zh: "没有集群（hougu:kubernetes）时不应有链路采集",
    },
    remedy: {
      en: "delete hougu:observability.traces, or write hougu:kubernetes",
      zh: "删除 hougu:observability.traces，或填写 hougu:kubernetes",
    },
  };
}

const METRICS: Path = ["observability", "metrics"];

/** In production one machine may be replaced while the other measures. */
export function* metricsPairInProd({ environment, observability }: Draft): Iterable<Finding> {
  const metrics = observability?.metrics;
  if (environment !== "prod" || !metrics || metrics.servers === 2) return;
  const at = [...METRICS, "servers"];
  yield {
    at,
    expected: {
      en: "2 in prod: one measures while the other is replaced",
      zh: "prod 为 2：一台替换时另一台继续采集",
    },
    remedy: lineFor(at, 2),
  };
}

/** Samples that don't fit would go one after the other, the oldest first, and nobody would be told. */
export function* metricsFitTheirDisk(draft: Draft): Iterable<Finding> {
  const metrics = draft.observability?.metrics;
  const days = draft.retention?.metricsDays;
  if (!metrics || days === undefined) return;
  const hosts = MINI_PROGRAMS.reduce((sum, name) => {
    const program = draft[name];
    if (program === undefined) return sum;
    const brokers = draft.messaging?.kind === "cluster" ? draft.messaging.nodes : 0;
    return sum + 2 * (draft.zones?.length ?? 1) + program.tomcat.count + brokers + 1;
  }, metrics.servers);
  const volume = { hosts, diskGiB: metrics.machine.diskGiB, scrapeSeconds: metrics.scrapeSeconds };
  const most = mostDays(volume);
  if (days <= most) return;
  // A disk without room for samples says nothing about how much they take.
  const needed = diskFor(days, { ...volume, diskGiB: Math.max(30, volume.diskGiB) });
  const at = [...METRICS, "machine", "diskGiB"];
  yield {
    at,
    expected: {
      en: `${needed} GiB or more: ${days} days of ${hosts} hosts, each scraped every ${metrics.scrapeSeconds} s; this disk holds ${Math.floor(most)}`,
      zh: `至少 ${needed} GiB：${hosts} 台主机、每 ${metrics.scrapeSeconds} 秒抓取、保留 ${days} 天；当前磁盘可存 ${Math.floor(most)} 天`,
    },
    remedy: {
      en: `write \`diskGiB: ${needed}\` under hougu:observability.metrics.machine, or fewer metricsDays under hougu:retention`,
      zh: `在 hougu:observability.metrics.machine 下写 \`diskGiB: ${needed}\`，或减少 hougu:retention.metricsDays`,
    },
  };
}

/** Machines are made anew when what they measure changes, one after the other: what both had is gone then. */
export function* metricsOutliveMachinesInProd({ environment, observability }: Draft): Iterable<Finding> {
  const metrics = observability?.metrics;
  if (environment !== "prod" || !metrics || metrics.remoteWrite) return;
  yield {
    at: [...METRICS, "remoteWrite"],
    expected: {
      en: "another Prometheus that keeps the samples when the machines are made anew",
      zh: "另一个 Prometheus，在主机重建时保留样本",
    },
    remedy: {
      en: "write `remoteWrite: { url: https://…/api/v3/write, user: … }` with the address of Managed Service for Prometheus under hougu:observability.metrics, and set hougu:remoteWritePassword",
      zh: "在 hougu:observability.metrics 下写 `remoteWrite: { url: https://…/api/v3/write, user: … }`（可观测监控 Prometheus 版的地址），并设置 hougu:remoteWritePassword",
    },
  };
}

/** Prometheus asks each host, so it must reach those on vSphere from the VPC where it stands. */
export function* metricsReachEveryHost(draft: Draft): Iterable<Finding> {
  const segment = draft.vsphere?.segment.cidr;
  const platforms = MINI_PROGRAMS.map((name) => draft[name]?.platform);
  if (!draft.observability?.metrics || !draft.network || segment === undefined) return;
  if (!platforms.includes("alicloud") || !platforms.includes("vsphere")) return;
  if (lineLeadsTo(segment, draft.network)) return;
  const at: Path = ["network", "lineCidrs"];
  yield {
    at,
    expected: {
      en: `a block with hougu:vsphere.segment.cidr (${segment}), to which a line or VPN leads: Prometheus in the VPC scrapes the hosts there`,
      zh: `包含 hougu:vsphere.segment.cidr（${segment}）且有专线或 VPN 通达的网段：VPC 中的 Prometheus 须抓取该处主机`,
    },
    remedy: lineFor(at, [segment]),
  };
}

const ALERTS: Path = ["observability", "alerts"];

/** Who measures runs beside who tells and who shows. */
export function* measuredBeforeToldOrShown({ observability }: Draft): Iterable<Finding> {
  if (observability?.metrics) return;
  for (const part of ["alerts", "dashboards"] as const) {
    if (!observability?.[part]) continue;
    yield {
      at: ["observability", part],
      expected: {
        en: `no ${part} where nobody measures (hougu:observability.metrics)`,
        zh: `未配置 hougu:observability.metrics 时不应有 ${part}`,
      },
      remedy: {
        en: `write hougu:observability.metrics, or delete hougu:observability.${part}`,
        zh: `填写 hougu:observability.metrics，或删除 hougu:observability.${part}`,
      },
    };
  }
}

/** Routes name receivers and hours that are there, each of which has a name of its own. */
export function* routesNameWhatIsThere({ observability }: Draft): Iterable<Finding> {
  const alerts = observability?.alerts;
  if (!alerts) return;
  const { receivers, hours, routes } = alerts;
  for (const [list, items] of [
    ["receivers", receivers],
    ["hours", hours],
  ] as const) {
    const names = items.map(({ name }) => name);
    const index = names.findIndex((name, at) => names.indexOf(name) !== at);
    if (index === -1) continue;
    yield {
      at: [...ALERTS, list, index, "name"],
      expected: { en: `a name that no other of ${list} has`, zh: `${list} 中不重复的名称` },
      remedy: { en: "give it another name", zh: "改用其他名称" },
    };
  }
  for (const [index, route] of routes.entries()) {
    const named = [
      { key: "receiver", value: route.receiver, known: receivers.map(({ name }) => name) },
      { key: "hours", value: route.hours, known: hours.map(({ name }) => name) },
    ];
    for (const { key, value, known } of named) {
      if (value === undefined || known.includes(value)) continue;
      const at = [...ALERTS, "routes", index, key];
      yield {
        at,
        expected: {
          en: known.length === 0 ? "nothing, since no hours are configured" : `one of ${known.join(", ")}`,
          zh: known.length === 0 ? "不应填写：未配置 hours" : `${known.join("、")} 之一`,
        },
        remedy: known[0] === undefined ? { en: `delete ${key}`, zh: `删除 ${key}` } : lineFor(at, known[0]),
      };
    }
  }
}

export function* mailHasAServer({ observability }: Draft): Iterable<Finding> {
  const alerts = observability?.alerts;
  if (!alerts) return;
  const index = alerts.receivers.findIndex(({ kind }) => kind === "email");
  if (index !== -1 && !alerts.mail) {
    yield {
      at: [...ALERTS, "mail"],
      expected: {
        en: "a mail server, which receivers of kind email need",
        zh: "邮件服务器：kind 为 email 的接收方需要它",
      },
      remedy: {
        en: "write `mail: { server: smtp.example.com:587, from: alerts@example.com, user: alerts@example.com }` under hougu:observability.alerts",
        zh: "在 hougu:observability.alerts 下写 `mail: { server: smtp.example.com:587, from: alerts@example.com, user: alerts@example.com }`",
      },
    };
  } else if (index === -1 && alerts.mail) {
    yield {
      at: [...ALERTS, "mail"],
      expected: {
        en: "no mail server, since no receiver's kind is email",
        zh: "没有 kind 为 email 的接收方，不应设置邮件服务器",
      },
      remedy: {
        en: "delete mail and the secret hougu:mailPassword",
        zh: "删除 mail 与机密 hougu:mailPassword",
      },
    };
  }
}

/** An alert that nobody hears of is none. */
export function* everyAlertIsHeard({ observability }: Draft): Iterable<Finding> {
  const alerts = observability?.alerts;
  if (!alerts) return;
  const unheard = SEVERITIES.find(
    (severity) =>
      !alerts.routes.some(
        (route) =>
          (route.severity === undefined || route.severity === severity) &&
          route.service === undefined &&
          route.hours === undefined,
      ),
  );
  const receiver = alerts.receivers[0]?.name;
  if (unheard === undefined || receiver === undefined) return;
  yield {
    at: [...ALERTS, "routes"],
    expected: {
      en: `a route for every alert of severity ${unheard}: of all services, at all times`,
      zh: `覆盖级别 ${unheard} 全部服务、全部时间的路由`,
    },
    remedy: {
      en: `add \`- { receiver: ${receiver}, severity: ${unheard} }\` to hougu:observability.alerts.routes`,
      zh: `在 hougu:observability.alerts.routes 中加入 \`- { receiver: ${receiver}, severity: ${unheard} }\``,
    },
  };
}

export function* hoursEndAfterTheyBegin({ observability }: Draft): Iterable<Finding> {
  for (const [index, { from, to }] of (observability?.alerts?.hours ?? []).entries()) {
    if (from < to) continue;
    const at = [...ALERTS, "hours", index, "to"];
    yield {
      at,
      expected: {
        en: `a time after ${from}; a night is two entries, until 24:00 and from 00:00`,
        zh: `晚于 ${from} 的时间；跨夜请写成两项：到 24:00 与从 00:00`,
      },
      remedy: lineFor(at, "24:00"),
    };
  }
}
