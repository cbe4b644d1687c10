import { formatBlock, network, parseBlock, sizeOf } from "../config/ipv4.ts";
import { ConfigError } from "../config/problem.ts";
import type { SubnetPlan } from "./plan-types.ts";

/**
 * 256 addresses each: a dozen Tomcats for each mini-program (the configuration allows no more) with room to replace
 * and to grow, and small enough that a /20, the smallest VPC allowed, serves seven zones.
 */
const SUBNET_PREFIX = 24;
const SUBNET_SIZE = sizeOf({ first: 0, prefix: SUBNET_PREFIX });

/** The largest VPC that the configuration allows. */
const LARGEST_VPC_PREFIX = 16;

/** The stores' and the NAT gateway's, one each for all zones. */
const SHARED_BLOCKS = 2;

/** In the order in which a zone's subnets lie side by side. */
const ZONE_TIERS = ["edge", "app"] as const;

/**
 * 16 addresses each, of which six are the cloud's: for both mini-programs a database, a reader and a cache, and a way into
 * the registry and into the message service make eight. Sixteen zones, more than the configuration allows, share a block
 * of {@link SUBNET_SIZE}.
 */
const STORES_PREFIX = 28;
const STORES_SIZE = sizeOf({ first: 0, prefix: STORES_PREFIX });

/** Which subnets there are beside those of hosts. */
export interface ManagedSubnets {
  readonly balancers?: boolean;
  readonly stores?: boolean;
}

/**
 * The VPC's subnets. A zone's lie side by side from the bottom of the block, in the order of the zones, so that a zone
 * that is appended moves nothing; the NAT gateway's is the last of the block, where zones don't push it away. The managed
 * stores' lie below it, and below them the managed balancers', downwards in the order of the zones: each has its place
 * whether or not the other is there.
 *
 * @throws ConfigError when the block is too small for so many zones.
 */
export function planSubnets(
  cidr: string,
  zones: readonly string[],
  { balancers = false, stores = false }: ManagedSubnets = {},
): SubnetPlan[] {
  const block = network(parseBlock(cidr));
  const blocks = Math.floor(sizeOf(block) / SUBNET_SIZE);
  const perZone = ZONE_TIERS.length + (balancers ? 1 : 0);
  if (zones.length * perZone + SHARED_BLOCKS > blocks) throw tooSmall(cidr, zones.length, perZone);
  const first = (index: number): number => block.first + index * SUBNET_SIZE;
  const at = (index: number): string => formatBlock({ first: first(index), prefix: SUBNET_PREFIX });
  const [firstZone] = zones;
  if (firstZone === undefined) return [];
  const each = (tier: SubnetPlan["tier"], cidrOf: (zoneIndex: number) => string): SubnetPlan[] =>
    zones.map((zone, index) => ({ name: `${tier}-${zone}`, zone, tier, cidr: cidrOf(index) }));
  const served = zones.flatMap((zone, zoneIndex) =>
    ZONE_TIERS.map((tier, tierIndex) => ({
      name: `${tier}-${zone}`,
      zone,
      tier,
      cidr: at(zoneIndex * ZONE_TIERS.length + tierIndex),
    })),
  );
  const [egress, shared] = [blocks - 1, blocks - 2];
  const ofStores = (index: number): string =>
    formatBlock({ first: first(shared) + index * STORES_SIZE, prefix: STORES_PREFIX });
  return [
    ...served,
    ...(balancers ? each("balancer", (index) => at(shared - 1 - index)) : []),
    ...(stores ? each("stores", ofStores) : []),
    { name: "egress", zone: firstZone, tier: "egress", cidr: at(egress) },
  ];
}

function tooSmall(cidr: string, zones: number, perZone: number): ConfigError {
  const needed = zones * perZone + SHARED_BLOCKS;
  const block = formatBlock(network({ first: parseBlock(cidr).first, prefix: LARGEST_VPC_PREFIX }));
  return new ConfigError([
    {
      key: "hougu:network.cidr",
      value: JSON.stringify(cidr),
      expected: {
        en: `room for ${needed} subnets of /${SUBNET_PREFIX}: ${perZone === 2 ? "two" : "three"} for each of ${zones} zones, one for stores and one for the way out`,
        zh: `可容纳 ${needed} 个 /${SUBNET_PREFIX} 子网：${zones} 个可用区各${perZone === 2 ? "两" : "三"}个，托管存储一个，出网一个`,
      },
      remedy: {
        en: `write \`cidr: ${block}\` under hougu:network`,
        zh: `在 hougu:network 下写 \`cidr: ${block}\``,
      },
    },
  ]);
}
