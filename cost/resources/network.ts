import { DAYS_PER_MONTH, Decimal, HOURS_PER_MONTH, rangeOf, times } from "../money.ts";
import type { ProgramUsage } from "../usage/usage.ts";
import { ALL_DAYS, ALL_HOURS, measured, once, overTheDay, tenThousands } from "./quantities.ts";
import { type Charge, type Rater, text, unlisted } from "./resource.ts";

const INSTANCE = { en: "instance", zh: "实例费" };
const CAPACITY = { en: "capacity units", zh: "性能容量单位" };
const TRAFFIC = { en: "traffic to the internet", zh: "公网流量" };

/**
 * What one capacity unit carries in an hour; the largest of the ratios is billed.
 * ALB: https://help.aliyun.com/document_detail/197203.html, NLB: https://help.aliyun.com/document_detail/439137.html;
 * a CLB's unit is that of its listener's protocol, here TCP.
 */
const PER_UNIT = {
  alb: { connectionsPerSecond: 25, gbPerHour: 1 },
  nlb: { connectionsPerSecond: 800, gbPerHour: 1 },
  clb: { connectionsPerSecond: 800, gbPerHour: 1 },
} as const;

/** Peak second of an hour over its mean: what counts is the busiest second. */
const PEAK_TO_MEAN = 3;

/** Capacity units of each hour of a mean day, and their sum over a month. */
function unitsOf(
  { connectionsPerSecond, gbPerHour }: (typeof PER_UNIT)[keyof typeof PER_UNIT],
  usage: ProgramUsage,
) {
  const byHour = rangeOf((scenario) => {
    const requests = overTheDay(
      new Decimal(usage.requestsMillions[scenario]).times(1e6).div(DAYS_PER_MONTH),
      usage.profile,
    );
    const gigabytes = overTheDay(new Decimal(usage.egressGB[scenario]).div(DAYS_PER_MONTH), usage.profile);
    return requests.map((inHour, hour) => {
      const connections = inHour.div(3600).div(usage.requestsPerConnection).times(PEAK_TO_MEAN);
      return Decimal.max(
        connections.div(connectionsPerSecond),
        (gigabytes[hour] ?? new Decimal(0)).div(gbPerHour),
      );
    });
  });
  const month = rangeOf((scenario) =>
    byHour[scenario].reduce((sum, one) => sum.plus(one), new Decimal(0)).times(DAYS_PER_MONTH),
  );
  return { month, byHour: byHour.expected.map(Number) };
}

const UNITS = {
  alb: once((usage: ProgramUsage) => unitsOf(PER_UNIT.alb, usage)),
  nlb: once((usage: ProgramUsage) => unitsOf(PER_UNIT.nlb, usage)),
  clb: once((usage: ProgramUsage) => unitsOf(PER_UNIT.clb, usage)),
} as const;

function* balancer(
  kind: keyof typeof PER_UNIT,
  instanceSku: string,
  program: string,
  usage: ProgramUsage | undefined,
) {
  yield { sku: instanceSku, quantity: ALL_HOURS, unit: "hour", label: INSTANCE } satisfies Charge;
  if (usage === undefined) {
    yield unlisted(`programs.${program}`);
    return;
  }
  const { month, byHour } = UNITS[kind](usage);
  yield {
    sku: `${kind}.lcu`,
    quantity: month,
    unit: "LCU-hour",
    label: CAPACITY,
    sharedBy: `${kind}.lcu ${program}`,
    byHour,
  } satisfies Charge;
}

const ALB_SKUS: Readonly<Record<string, string>> = {
  Basic: "alb.instance.basic",
  Standard: "alb.instance.standard",
  StandardWithWaf: "alb.instance.standard-with-waf",
};

export const alb: Rater = function* ({ props }, { program, usage }) {
  const sku = ALB_SKUS[text(props, "loadBalancerEdition") ?? "Standard"] ?? "alb.instance.standard";
  yield* balancer("alb", sku, program, usage.programs[program]);
};

/** What the ingress controller makes an ALB of: its traffic is that of the balancers before the guests. */
export const albConfig: Rater = function* () {
  yield { sku: "alb.instance.standard", quantity: ALL_HOURS, unit: "hour", label: INSTANCE };
};

export const nlb: Rater = function* (_, { program, usage }) {
  yield* balancer("nlb", "nlb.instance", program, usage.programs[program]);
};

export const clb: Rater = function* (_, { program, usage }) {
  yield* balancer("clb", "clb.instance", program, usage.programs[program]);
};

/** An address that is paid by traffic; one of the platform's is a NAT gateway's. */
export const eip: Rater = function* (_, { program, usage }) {
  yield { sku: "eip.address", quantity: ALL_HOURS, unit: "hour", label: { en: "address", zh: "地址保有费" } };
  const own = usage.programs[program];
  yield {
    sku: "eip.traffic",
    quantity: measured(own?.egressGB ?? usage.natEgressGB),
    unit: "GB",
    label: TRAFFIC,
    sharedBy: `eip.traffic ${program}`,
    ...(own && { byHour: own.profile }),
  };
};

/** A capacity unit of a NAT gateway carries 1 GB an hour; connections don't come near its other limits here. */
export const natGateway: Rater = function* (_, { usage }) {
  yield { sku: "nat.instance", quantity: ALL_HOURS, unit: "hour", label: INSTANCE };
  yield {
    sku: "nat.cu",
    quantity: measured(usage.natEgressGB),
    unit: "CU-hour",
    label: CAPACITY,
    sharedBy: "nat.cu",
  };
};

export const privateZone: Rater = function* (_, { usage }) {
  yield { sku: "pvtz.zone", quantity: ALL_DAYS, unit: "day", label: { en: "zone", zh: "Zone 数量" } };
  yield {
    sku: "pvtz.requests",
    quantity: tenThousands(usage.privateDnsMillions),
    unit: "10k-requests",
    label: { en: "requests", zh: "解析请求" },
    sharedBy: "pvtz.requests",
  };
};

export const cdnDomain: Rater = function* (_, { program, usage }) {
  const own = usage.programs[program];
  if (own === undefined) {
    yield unlisted(`programs.${program}`);
    return;
  }
  yield {
    sku: "cdn.traffic",
    quantity: measured(own.cdnGB),
    unit: "GB",
    label: { en: "delivered", zh: "下行流量" },
    sharedBy: `cdn.traffic ${program}`,
    byHour: own.profile,
  };
  yield {
    sku: "cdn.https-requests",
    quantity: tenThousands(own.cdnRequestsMillions),
    unit: "10k-requests",
    label: { en: "HTTPS requests", zh: "HTTPS 请求数" },
    sharedBy: `cdn.https-requests ${program}`,
    byHour: own.profile,
  };
};

/** An instance is half a unit an hour, and every 5,000 requests of an hour, begun, are one more. */
const WAF_UNITS_PER_HOUR = 0.5;
const WAF_REQUESTS_PER_UNIT = 5000;

export const waf: Rater = function* (_, { usage }) {
  yield {
    sku: "waf.secu",
    quantity: times(ALL_HOURS, WAF_UNITS_PER_HOUR),
    unit: "SeCU",
    label: INSTANCE,
  };
  // What has no balancer has no WAF before it: a mini-program on vSphere sends nothing to the internet from here.
  const behind = Object.values(usage.programs).filter(({ egressGB }) => egressGB.high > 0);
  const byHour = rangeOf((scenario) =>
    Array.from({ length: 24 }, (_, hour) =>
      behind
        .map(({ requestsMillions, profile }) => {
          const perDay = new Decimal(requestsMillions[scenario]).times(1e6).div(DAYS_PER_MONTH);
          return overTheDay(perDay, profile)[hour] ?? new Decimal(0);
        })
        .reduce((sum, requests) => sum.plus(requests), new Decimal(0))
        .div(WAF_REQUESTS_PER_UNIT)
        .ceil(),
    ),
  );
  yield {
    sku: "waf.secu",
    quantity: rangeOf((scenario) =>
      byHour[scenario]
        .reduce((sum, units) => sum.plus(units), new Decimal(0))
        .div(24)
        .times(HOURS_PER_MONTH),
    ),
    unit: "SeCU",
    label: { en: "requests", zh: "请求处理" },
    sharedBy: "waf.requests",
    byHour: byHour.expected.map(Number),
  };
};
