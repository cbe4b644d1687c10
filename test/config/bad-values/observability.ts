import type { BadValue } from "./bad-value.ts";

const METRICS = ["observability", "metrics"] as const;
const ALERTS = ["observability", "alerts"] as const;

/** What doesn't fit together in hougu:observability. */
export const OBSERVABILITY_RELATIONS: readonly BadValue[] = [
  {
    mistake: "one monitoring machine in prod",
    tier: "prod",
    path: [...METRICS, "servers"],
    value: 1,
    expected: /^2 in prod/,
    remedy: "write `servers: 2` under hougu:observability.metrics",
  },
  {
    mistake: "retention that can't fit the disk",
    tier: "prod",
    path: [...METRICS, "storageGiB"],
    value: 20,
    expected: /^70 GiB or more: 90 days of 26 hosts, each scraped every 15 s; this disk holds \d+$/,
    remedy: /^write `storageGiB: 70` under hougu:observability.metrics, or fewer metricsDays/,
  },
  {
    mistake: "monitoring without a line to the other platform",
    path: ["network", "lineCidrs"],
    value: undefined,
    also: [[["kubernetes"], undefined]],
    expected: /Prometheus in the VPC scrapes the hosts there/,
    remedy: "write `lineCidrs: [192.168.50.0/24]` under hougu:network",
  },
  {
    mistake: "alerts that nobody measures",
    path: METRICS,
    value: undefined,
    key: "hougu:observability.alerts",
    shown: "*",
    expected: /^no alerts where nobody measures/,
    remedy: /^write hougu:observability.metrics/,
  },
  {
    mistake: "an unknown receiver",
    path: [...ALERTS, "routes", 0, "receiver"],
    value: "taem",
    expected: "one of team",
    remedy: "write `receiver: team` under hougu:observability.alerts.routes[0]",
  },
  {
    mistake: "hours that aren't configured",
    path: [...ALERTS, "routes", 1],
    value: { receiver: "team", hours: "night" },
    key: "hougu:observability.alerts.routes[1].hours",
    shown: '"night"',
    expected: "nothing, since no hours are configured",
    remedy: "delete hours",
  },
  {
    mistake: "mail without a server",
    path: [...ALERTS, "receivers", 1],
    value: { name: "mail", kind: "email", to: ["a@example.com"] },
    key: "hougu:observability.alerts.mail",
    shown: null,
    expected: /^a mail server/,
    remedy: /^write `mail: /,
  },
  {
    mistake: "a severity that nobody hears of at night",
    tier: "prod",
    path: [...ALERTS, "routes", 0],
    value: { receiver: "oncall", severity: "page", hours: "working-hours" },
    also: [[[...ALERTS, "routes", 1], { receiver: "team", severity: "page", service: "food" }]],
    key: "hougu:observability.alerts.routes",
    shown: "*",
    expected: "a route for every alert of severity page: of all services, at all times",
    remedy: /^add `- \{ receiver: oncall, severity: page \}`/,
  },
  {
    mistake: "hours that end before they begin",
    tier: "prod",
    path: [...ALERTS, "hours", 0, "to"],
    value: "08:00",
    expected: /^a time after 09:00/,
    remedy: 'write `to: "24:00"` under hougu:observability.alerts.hours[0]',
  },
  {
    mistake: "two receivers of one name",
    tier: "prod",
    path: [...ALERTS, "receivers", 1, "name"],
    value: "oncall",
    expected: "a name that no other of receivers has",
    remedy: "give it another name",
  },
];
