import type { Growth } from "./growth.ts";
import type { MachineFacts } from "./machine.ts";
import type { GrowthPoint } from "./measure-growth.ts";
import type { Previews } from "./measure-previews.ts";
import type { Starts } from "./measure-starts.ts";
import { type CpuTimes, PARTS, type Peaks } from "./processes.ts";
import type { Spread } from "./statistics.ts";

/** Everything that one call of the benchmark has found. */
export interface Measured {
  readonly machine: MachineFacts;
  readonly samples: number;
  readonly starts: Starts;
  readonly previews: Previews;
  readonly growth: readonly GrowthPoint[];
  readonly fit: Growth;
}

/** docs/benchmarks.md. */
export function render({ machine, samples, starts, previews, growth, fit }: Measured): string {
  return `# How fast it is

Written by \`npm run bench\`; every ratio is of runs taken in turn in one call, on whole processes. Medians, with the
smallest and the largest in brackets.

| what | value |
| --- | --- |
| machine | ${machine.cpu}, ${machine.cpus} cores, ${machine.memoryGiB} GiB, ${machine.system} |
| versions | Node ${machine.node}, Pulumi ${machine.pulumi} |
| load before the run | ${machine.loadBefore} |
| counted runs of each | ${samples} |

## A no-op preview of an environment that is up

An empty program's preview on the same engine takes ${seconds(previews.empty)}.

| environment | resources | preview | by the empty program | with the policy pack, by without |
| --- | --- | --- | --- | --- |
${previews.tiers
  .map(
    ({ tier, resources, time, ratio, packRatio }) =>
      `| ${tier} | ${resources} | ${seconds(time)} | ${times(ratio)} | ${times(packRatio)} |`,
  )
  .join("\n")}

## What dominates

| start of an empty TypeScript program | preview | by type stripping |
| --- | --- | --- |
| Node's type stripping (\`typescript: false\`, this project) | ${seconds(starts.stripped)} | 1 |
| ts-node (Pulumi's default) | ${seconds(starts.tsNode)} | ${times(starts.ratio)} |

Resources are imported by their own file, because the whole Alibaba Cloud SDK has thousands of them; TypeScript's
compiler and npm's resolver, which \`@pulumi/pulumi\` loads at once, are loaded when somebody uses them
(\`components/start/lazy-modules.ts\`).

### What the policy pack costs

CPU time by process, in seconds, of one run each without and with the pack. It holds on a machine that has other work
too, where the wall clock doesn't; the pack's own figure has its start in it.

| environment | pack | ${PARTS.join(" | ")} | all | by without |
| --- | --- |${" --- |".repeat(PARTS.length + 2)}
${previews.tiers
  .flatMap(({ tier, cpu }) => [
    cpuRow(tier, "without", cpu.without),
    cpuRow(tier, "with", cpu.with, cpu.without),
  ])
  .join("\n")}

The engine calls a pack twice for each resource, in turn, to mend and to judge, and once for the stack, each time with
all properties and those of the provider. So the calls are what a pack costs, not its rules:

- The pack's start is about a tenth of its time: Node strips the types, and compiled code is kept between runs, that of
  the price catalogue too, which is loaded for the budget at the end.
- gRPC in Node and Protocol Buffers are most of the rest. Type and URN of a resource are read at once, the rest only
  when a rule is for its type (\`policy/analyzer/request.ts\`); rules are found by type, so their number costs nothing.
- The engine marshals each resource twice more.
- The pack hears of its stack by the engine's own call, ConfigureStack, so that Hougu's language host needs no proxy
  before it (\`stackconfiguration: protocol\`): that proxy cost two thirds of what the pack does.

A tenth of the preview, the aim, is not reached in CPU time: what the engine does for a pack is more than half of that,
and two calls of gRPC in Node for each resource are more than the other half. What would mend it is the engine's: to ask
a pack once for a resource, or only about types that it names.

## How a preview grows

New resources of one program (\`bench/programs/many\`), nothing of it in the state.

| resources | preview | peak memory |
| --- | --- | --- |
${growth.map(({ resources, ms, peaks }) => `| ${resources} | ${(ms / 1000).toFixed(1)} s | ${memory(peaks)} |`).join("\n")}

${fit.msPerResource.toFixed(2)} ms for each further resource after ${(fit.msAtZero / 1000).toFixed(1)} s; the slope of the last stretch is ${fit.bend.toFixed(2)} times that of the first (1 is a straight line).

## Peak memory of a no-op preview with the policy pack

| environment | ${PARTS.join(" | ")} |
| --- |${" --- |".repeat(PARTS.length)}
${previews.tiers.map(({ tier, peaks }) => `| ${tier} | ${PARTS.map((part) => mib(peaks[part])).join(" | ")} |`).join("\n")}
`;
}

function cpuRow(tier: string, pack: string, cpu: CpuTimes, without?: CpuTimes): string {
  const shown = PARTS.map((part) => cpu[part]?.toFixed(2) ?? "-");
  const ratio = without === undefined ? "1" : (sumOf(cpu) / sumOf(without)).toFixed(2);
  return `| ${[tier, pack, ...shown, sumOf(cpu).toFixed(2), ratio].join(" | ")} |`;
}

function sumOf(cpu: CpuTimes): number {
  return Object.values(cpu).reduce((sum, seconds) => sum + seconds, 0);
}

function seconds({ median, min, max }: Spread): string {
  return `${(median / 1000).toFixed(2)} s (${(min / 1000).toFixed(2)} to ${(max / 1000).toFixed(2)})`;
}

function times({ median, min, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

function memory(peaks: Peaks): string {
  return PARTS.flatMap((part) => (peaks[part] === undefined ? [] : [`${part} ${mib(peaks[part])}`])).join(
    ", ",
  );
}

function mib(value: number | undefined): string {
  return value === undefined ? "-" : `${Math.round(value)} MiB`;
}
