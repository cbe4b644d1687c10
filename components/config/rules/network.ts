import { hasBalancers } from "../balancers.ts";
import type { Finding } from "../finding.ts";
import { formatBlock, isPrivate, network, parseBlock } from "../ipv4.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

/** Sizes of a VPC's block: /16 is the largest that Alibaba Cloud advises, /20 holds the subnets below. */
const VPC_PREFIX = { min: 16, max: 20 } as const;
/** Smallest subnet that the planner gives to a zone's edge or app tier: 251 usable addresses. */
const SUBNET_PREFIX = 24;
/** Subnets for each zone: edge and app, and one more where managed balancers take addresses. */
const TIERS_PER_ZONE = 2;
/** Subnets that are no zone's own: the NAT gateway's, and the one that all zones' managed stores share. */
const SHARED_SUBNETS = 2;
/** A company's own public block is no larger; a larger one is somebody else's internet. */
const WIDEST_PUBLIC_ADMIN_PREFIX = 16;
/** 10.0.0.0/8 whole is the widest private block there is. */
const WIDEST_PRIVATE_ADMIN_PREFIX = 8;

/** A block whose address has host bits set, such as 10.20.1.0/16, is read by nobody in the same way. */
export function* hostBits(at: Path, cidr: string): Iterable<Finding> {
  const proper = formatBlock(network(parseBlock(cidr)));
  if (proper === cidr) return;
  yield {
    at,
    expected: { en: `the block's first address, ${proper}`, zh: `网段的起始地址 ${proper}` },
    remedy: lineFor(at, proper),
  };
}

export function* vpcBlock({ network: settings, zones, artist, food, kubernetes }: Draft): Iterable<Finding> {
  if (!settings) return;
  const at: Path = ["network", "cidr"];
  const block = parseBlock(settings.cidr);
  yield* hostBits(at, settings.cidr);
  if (!isPrivate(block)) {
    yield {
      at,
      expected: {
        en: "a private block (10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16)",
        zh: "私有网段（10.0.0.0/8、172.16.0.0/12 或 192.168.0.0/16）",
      },
      remedy: lineFor(at, "10.20.0.0/16"),
    };
  }
  const { min, max } = VPC_PREFIX;
  if (block.prefix < min || block.prefix > max) {
    const prefix = Math.min(max, Math.max(min, block.prefix));
    yield {
      at,
      expected: { en: `a block of /${min} to /${max}`, zh: `/${min} 到 /${max} 的网段` },
      remedy: lineFor(at, formatBlock(network({ first: block.first, prefix }))),
    };
    return;
  }
  const tiers = TIERS_PER_ZONE + (hasBalancers([artist?.entry, food?.entry], kubernetes) ? 1 : 0);
  const needed = (zones?.length ?? 1) * tiers + SHARED_SUBNETS;
  if (2 ** (SUBNET_PREFIX - block.prefix) < needed) {
    yield {
      at,
      expected: {
        en: `room for ${needed} subnets of /${SUBNET_PREFIX}`,
        zh: `可容纳 ${needed} 个 /${SUBNET_PREFIX} 子网`,
      },
      remedy: lineFor(at, formatBlock(network({ first: block.first, prefix: min }))),
    };
  }
}

export function* adminBlocks({ network: settings }: Draft): Iterable<Finding> {
  for (const [index, cidr] of (settings?.adminCidrs ?? []).entries()) {
    const at: Path = ["network", "adminCidrs", index];
    const block = parseBlock(cidr);
    const widest = isPrivate(block) ? WIDEST_PRIVATE_ADMIN_PREFIX : WIDEST_PUBLIC_ADMIN_PREFIX;
    if (block.prefix < widest) {
      yield {
        at,
        expected: {
          en: `the company's own block, /${widest} or smaller: SSH is never open to the internet`,
          zh: `公司自有网段，/${widest} 或更小：SSH 不得对互联网开放`,
        },
        remedy: lineFor(at, "10.8.0.0/24"),
      };
    } else yield* hostBits(at, cidr);
    if (settings?.adminCidrs.indexOf(cidr) !== index) {
      yield {
        at,
        expected: { en: "each block once", zh: "每个网段只写一次" },
        remedy: { en: "delete this item", zh: "删除该项" },
      };
    }
  }
}
