import type { Disagreement } from "./agreement-of-fronts.ts";

/** Properties on which the two fronts differ for a reason that isn't a mistake of either. */
export interface KnownDifference {
  /** A resource type, or the beginning of several. */
  readonly type: string;
  readonly property: string;
  readonly reason: string;
}

const IGNORED =
  "An input that the provider ignores for what it is given beside it: its state has it after a refresh only.";

/** Differences that stay, each with its reason; docs/conformance shows them. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    type: "alicloud:ecs/instance:Instance",
    property: "includeDataDisks",
    reason:
      "An input that the provider ignores for machines that are paid as they go: its state has it after a refresh only.",
  },
  {
    type: "alicloud:kms/secret:Secret",
    property: "recoveryWindowInDays",
    reason:
      "An input that the provider ignores beside `forceDeleteWithoutRecovery`: its state has it after a refresh only.",
  },
  {
    type: "alicloud:cs/managedKubernetes:ManagedKubernetes",
    property: "rrsaMetadata",
    reason:
      "The checking build calls it `rrsaMetadatas`, a list; the official plugin names it as the npm package does.",
  },
  {
    type: "alicloud:slb/listener:Listener",
    property: "enableHttp2",
    reason: IGNORED,
  },
  {
    type: "alicloud:slb/listener:Listener",
    property: "gzip",
    reason: IGNORED,
  },
  {
    type: "alicloud:slb/listener:Listener",
    property: "healthCheckUri",
    reason: IGNORED,
  },
  {
    type: "alicloud:slb/listener:Listener",
    property: "idleTimeout",
    reason: IGNORED,
  },
  {
    type: "alicloud:slb/listener:Listener",
    property: "requestTimeout",
    reason: IGNORED,
  },
  {
    type: "alicloud:slb/listener:Listener",
    property: "stickySession",
    reason: IGNORED,
  },
  {
    type: "alicloud:slb/listener:Listener",
    property: "tlsCipherPolicy",
    reason: IGNORED,
  },
  {
    type: "alicloud:kvstore/instance:Instance",
    property: "autoRenewPeriod",
    reason: IGNORED,
  },
  {
    type: "alicloud:rds/instance:Instance",
    property: "autoRenewPeriod",
    reason: IGNORED,
  },
  {
    type: "alicloud:slb/serverGroup:ServerGroup",
    property: "servers",
    reason:
      "Deprecated: the provider lists here what attachments of their own have put there; the plugin leaves it to those.",
  },
  {
    type: "alicloud:rds/account:Account",
    property: "checkPolicy",
    reason:
      "The provider (1.285.0) sends it with an update alone: a new account has none until the next one.",
  },
  {
    type: "alicloud:alb/securityPolicy:SecurityPolicy",
    property: "tags",
    reason:
      "The provider (1.285.0) sends tags with an update alone: what it creates has none until the next one.",
  },
];

/** Whether a known difference explains a found one. */
function fits(known: KnownDifference, { type, property }: Disagreement): boolean {
  return type.startsWith(known.type) && (known.property === "*" || known.property === property);
}

/** Rows of a table of the known differences that were found: type, property, why. */
export function reasonRows(found: readonly Disagreement[]): string[] {
  return KNOWN_DIFFERENCES.filter((known) => found.some((one) => fits(known, one))).map(
    ({ type, property, reason }) =>
      `| \`${type}\` | ${property === "*" ? "all" : `\`${property}\``} | ${reason} |`,
  );
}

/** What nobody has explained yet. */
export function unexplained(
  found: readonly Disagreement[],
  known: readonly KnownDifference[] = KNOWN_DIFFERENCES,
): readonly Disagreement[] {
  return found.filter((difference) => !known.some((one) => fits(one, difference)));
}

/** Known differences that no run shows any more: they can go. */
export function outdated(
  found: readonly Disagreement[],
  known: readonly KnownDifference[] = KNOWN_DIFFERENCES,
): readonly KnownDifference[] {
  return known.filter((one) => !found.some((difference) => fits(one, difference)));
}
