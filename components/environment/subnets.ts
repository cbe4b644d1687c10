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

/** In the order in which a zone's subnets lie side by side. */
const ZONE_TIERS = ["edge", "app"] as const;

/**
 * The VPC's subnets. A zone's lie side by side from the bottom of the block, in the order of the zones, so that a zone
 * that is appended moves nothing; the NAT gateway's is the last of the block, where zones don't push it away, and the
 * managed balancers' lie below it, downwards in the order of the zones.
 *
 * @throws ConfigError when the block is too small for so many zones.
 */
export function planSubnets(
  cidr: string,
  zones: readonly string[],
  { balancers = false }: { readonly balancers?: boolean } = {},
): SubnetPlan[] {
  const block = network(parseBlock(cidr));
  const room = Math.floor(sizeOf(block) / SUBNET_SIZE) - 1;
  const perZone = ZONE_TIERS.length + (balancers ? 1 : 0);
  if (zones.length * perZone > room) throw tooSmall(cidr, zones.length, perZone);
  const at = (index: number): string =>
    formatBlock({ first: block.first + index * SUBNET_SIZE, prefix: SUBNET_PREFIX });
  const served = zones.flatMap((zone, zoneIndex) =>
    ZONE_TIERS.map((tier, tierIndex) => ({
      name: `${tier}-${zone}`,
      zone,
      tier,
      cidr: at(zoneIndex * ZONE_TIERS.length + tierIndex),
    })),
  );
  const [first] = zones;
  return first === undefined
    ? []
    : [
        ...served,
        ...(balancers
          ? zones.map((zone, index) => ({
              name: `balancer-${zone}`,
              zone,
              tier: "balancer" as const,
              cidr: at(room - 1 - index),
            }))
          : []),
        { name: "egress", zone: first, tier: "egress", cidr: at(room) },
      ];
}

function tooSmall(cidr: string, zones: number, perZone: number): ConfigError {
  const needed = zones * perZone + 1;
  const block = formatBlock(network({ first: parseBlock(cidr).first, prefix: LARGEST_VPC_PREFIX }));
  return new ConfigError([
    {
      key: "hougu:network.cidr",
      value: JSON.stringify(cidr),
      expected: {
        en: `room for ${needed} subnets of /${SUBNET_PREFIX}: ${perZone === 2 ? "two" : "three"} for each of ${zones} zones and one for the way out`,
        zh: `可容纳 ${needed} 个 /${SUBNET_PREFIX} 子网：${zones} 个可用区各${perZone === 2 ? "两" : "三"}个，出网一个`,
      },
      remedy: {
        en: `write \`cidr: ${block}\` under hougu:network`,
        zh: `在 hougu:network 下写 \`cidr: ${block}\``,
      },
    },
  ]);
}
