import { Catalogue } from "../cost/catalogue/catalogue.ts";
import { estimate } from "../cost/estimate/estimate.ts";
import type { BillableResource } from "../cost/resources/resource.ts";
import { loadUsage, usageFileOf } from "../cost/usage/load.ts";
import { spreadOf } from "./statistics.ts";

/** How the estimate grows: milliseconds for few and many resources in turn, and how far from in proportion. */
const FEW = 250;
const MANY = 2000;
const SAMPLES = 11;

const KINDS: readonly Pick<BillableResource, "type" | "props">[] = [
  {
    type: "alicloud:ecs/instance:Instance",
    props: { instanceType: "ecs.g7.xlarge", systemDiskCategory: "cloud_essd", systemDiskSize: 100 },
  },
  { type: "alicloud:ecs/eipAddress:EipAddress", props: {} },
  { type: "alicloud:alb/loadBalancer:LoadBalancer", props: { loadBalancerEdition: "Standard" } },
  {
    type: "alicloud:cs/nodePool:NodePool",
    props: {
      instanceTypes: ["ecs.g7.xlarge"],
      systemDiskSize: 120,
      scalingConfig: { minSize: 1, maxSize: 9 },
    },
  },
  { type: "alicloud:vpc/switch:Switch", props: {} },
];

const usage = loadUsage(usageFileOf("prod"));

function run(count: number): number {
  const resources = Array.from({ length: count }, (_, index): BillableResource => {
    const kind = KINDS[index % KINDS.length] ?? KINDS[0];
    return {
      ...kind,
      urn: `urn:${index}`,
      name: `artist-${index}`,
      tags: { service: "artist" },
    } as BillableResource;
  });
  const start = performance.now();
  estimate({ resources, catalogue: new Catalogue(), usage, region: "cn-hangzhou", environment: "prod" });
  return performance.now() - start;
}

run(MANY); // the first one compiles
const times = { few: [] as number[], many: [] as number[] };
for (let sample = 0; sample < SAMPLES; sample++) {
  times.few.push(run(FEW));
  times.many.push(run(MANY));
}
const [few, many] = [spreadOf(times.few), spreadOf(times.many)];
console.log(`${FEW} resources: ${few.median.toFixed(0)} ms, ${MANY}: ${many.median.toFixed(0)} ms`);
console.log(
  `by resource, many to few: ${(many.median / MANY / (few.median / FEW)).toFixed(2)} (1 is in proportion)`,
);
