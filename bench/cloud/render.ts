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
        ]),
    "",
  ].join("\n");
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
