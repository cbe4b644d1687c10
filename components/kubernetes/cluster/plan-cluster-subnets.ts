import { MOST_CLUSTER_ZONES } from "../../config/cluster-capacity.ts";
import { formatBlock, network, parseBlock, sizeOf } from "../../config/ipv4.ts";
import type { SubnetPlan } from "../../environment/plan-types.ts";

/** Hosts' subnets begin at the VPC's first sixteenth and balancers' and the way out's end at its last; this is between. */
const SIXTEENTH = 4;
const FIRST_PODS = 8;
const NODES = FIRST_PODS + MOST_CLUSTER_ZONES;
/** 250 nodes in a zone. */
const NODE_PREFIX = 24;

/**
 * Subnets of the cluster in the VPC's upper half: for each zone one of a sixteenth for pods, which have addresses of the
 * VPC (4,090 of them in a /16), and a /24 for nodes. In the order of the zones, so that a zone that is appended moves none.
 *
 * @throws RangeError for more zones than ACK takes, which the configuration refuses.
 */
export function planClusterSubnets(cidr: string, zones: readonly string[]): SubnetPlan[] {
  if (zones.length > MOST_CLUSTER_ZONES)
    throw new RangeError(`a cluster stands in ${MOST_CLUSTER_ZONES} zones at most, got ${zones.length}`);
  const block = network(parseBlock(cidr));
  const podPrefix = block.prefix + SIXTEENTH;
  const podSize = sizeOf({ first: 0, prefix: podPrefix });
  const nodeSize = sizeOf({ first: 0, prefix: NODE_PREFIX });
  return zones.flatMap((zone, index): SubnetPlan[] => [
    {
      name: `nodes-${zone}`,
      zone,
      tier: "nodes",
      cidr: formatBlock({ first: block.first + NODES * podSize + index * nodeSize, prefix: NODE_PREFIX }),
    },
    {
      name: `pods-${zone}`,
      zone,
      tier: "pods",
      cidr: formatBlock({ first: block.first + (FIRST_PODS + index) * podSize, prefix: podPrefix }),
    },
  ]);
}
