import type { MachineFacts } from "../machine.ts";
import type { Spread } from "../statistics.ts";
import type { MeasuredPlans } from "./measure-plans.ts";
import type { MeasuredRequests, RequestCost } from "./measure-requests.ts";

export interface MeasuredCloud {
  readonly machine: MachineFacts;
  readonly requests: MeasuredRequests;
  readonly plans: MeasuredPlans | { readonly missing: string };
}

/** docs/benchmarks-cloud.md. */
export function renderCloud({ machine, requests, plans }: MeasuredCloud): string {
  return [
    "# How fast the sandbox's API is",
    "",
    "Written by `npm run bench:cloud`. Ratios are of runs taken in turn in one call, on whole processes.",
    "",
    "| what | value |",
    "| --- | --- |",
    `| machine | ${machine.cpu}, ${machine.cpus} cores, ${machine.memoryGiB} GiB, ${machine.system} |`,
    `| load before the run | ${machine.loadBefore} |`,
    "",
    `## Requests, with ${requests.stored.toLocaleString("en")} VPCs stored`,
    "",
    "The server has one core to itself. Latency is of requests one after the other, requests per second of eight at once.",
    "",
    "| request | requests per second | median | 99th percentile |",
    "| --- | --- | --- | --- |",
    row("DescribeVpcAttribute", requests.describe),
    row("CreateVpc", requests.create),
    "",
    "| start | time |",
    "| --- | --- |",
    `| with an empty store, until it answers | ${(requests.emptyStartMs / 1000).toFixed(2)} s |`,
    `| with ${requests.stored.toLocaleString("en")} objects in it | ${(requests.startMs / 1000).toFixed(2)} s |`,
    `| peak memory | ${Math.round(requests.memoryMiB)} MiB |`,
    "",
    "## A preview beside OpenTofu's plan",
    "",
    ...("missing" in plans
      ? [`Not measured: ${plans.missing}.`]
      : [
          `${plans.resources} new VPCs, the same provider build on the same API.`,
          "",
          "| what | time | by OpenTofu's plan |",
          "| --- | --- | --- |",
          `| OpenTofu's plan | ${seconds(plans.plan)} | 1 |`,
          `| our preview | ${seconds(plans.preview)} | ${ratio(plans.byPlan.preview)} |`,
          `| our preview with the policy pack | ${seconds(plans.previewWithPack)} | ${ratio(plans.byPlan.previewWithPack)} |`,
          "",
          ...whereItGoes(plans),
        ]),
    "",
  ].join("\n");
}

/** The parts of a preview, each the difference of two medians. */
function whereItGoes({ resources, one, nothing, plan, preview, previewWithPack }: MeasuredPlans): string[] {
  const part = (what: string, milliseconds: number): string =>
    `| ${what} | ${(milliseconds / 1000).toFixed(2)} s |`;
  const pack = previewWithPack.median - preview.median;
  const packStart = one.previewWithPack.median - one.preview.median;
  return [
    "Where the time goes, as differences of medians:",
    "",
    "| part | time |",
    "| --- | --- |",
    part("CLI, engine, language host: a program of nothing", nothing.median),
    part(
      "loading the SDK, starting and configuring the provider: a program of one VPC, without that",
      one.preview.median - nothing.median,
    ),
    part(`${resources - 1} more VPCs: program, engine, provider`, preview.median - one.preview.median),
    part("starting the policy pack", packStart),
    part(`the pack's judgement of ${resources - 1} more VPCs`, pack - packStart),
    part("OpenTofu: a plan of one VPC", one.plan.median),
    part(`OpenTofu: ${resources - 1} more`, plan.median - one.plan.median),
    "",
    "OpenTofu reads its configuration in its own process. Pulumi runs a program in a second one and asks for each resource",
    "over gRPC; the pack is a third. Their start is what bounds the ratio for a few hundred resources.",
  ];
}

function row(name: string, { requestsPerSecond, median, p99 }: RequestCost): string {
  return `| ${name} | ${Math.round(requestsPerSecond)} | ${median.toFixed(2)} ms | ${p99.toFixed(2)} ms |`;
}

function seconds({ median, min, max }: Spread): string {
  return `${(median / 1000).toFixed(2)} s (${(min / 1000).toFixed(2)} to ${(max / 1000).toFixed(2)})`;
}

function ratio({ median, min, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}
