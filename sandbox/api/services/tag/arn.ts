import { type CloudObject, text as textOf } from "../../../cloud/object.ts";
import type { Account } from "../../account.ts";
import { ApiError } from "../../problem.ts";

/** What a resource name says. */
export interface ResourceName {
  /** The cloud's type. */
  readonly type: string;
  readonly region: string;
  readonly id: string;
}

/** `product:kind` of resource names, and the cloud's type that each stands for. */
const TYPES: Readonly<Record<string, string>> = {
  "ecs:instance": "alicloud:instance",
  "ecs:disk": "alicloud:disk",
  "ecs:securitygroup": "alicloud:securityGroup",
  "vpc:vpc": "alicloud:vpc",
  "vpc:vswitch": "alicloud:vswitch",
  "vpc:eip": "alicloud:eip",
  "vpc:natgateway": "alicloud:natGateway",
  "slb:instance": "alicloud:clb",
  "alb:loadbalancer": "alicloud:alb",
  "nlb:loadbalancer": "alicloud:nlb",
  "rds:dbinstance": "alicloud:rdsInstance",
  "kvstore:instance": "alicloud:redisInstance",
  "kms:key": "alicloud:kmsKey",
  "ram:role": "alicloud:ramRole",
  "ram:policy": "alicloud:ramPolicy",
  "cs:cluster": "alicloud:ackCluster",
};

export const TAGGED_TYPES: readonly string[] = Object.values(TYPES);

/** Reads `arn:acs:vpc:cn-hangzhou:1000:vpc/vpc-bp1..`. @throws ApiError when it is none that the sandbox knows */
export function resourceIn(arn: string): ResourceName {
  const [, , product = "", region = "", , rest = ""] = arn.split(":");
  const [kind = "", ...path] = rest.split("/");
  const type = TYPES[`${product}:${kind}`.toLowerCase()];
  const id = path.join("/");
  if (arn.startsWith("arn:acs:") && type !== undefined && id !== "") return { type, region, id };
  throw new ApiError(400, "InvalidParameter.ResourceARN", `The specified ResourceARN is not valid. (${arn})`);
}

/** A resource's name. */
export function arnOf({ type, id, scope, attributes }: CloudObject, account: Account): string {
  const own = textOf(attributes, "arn");
  if (own.startsWith("acs:") && type.startsWith("alicloud:ram")) return `arn:${own}`;
  const kind = Object.entries(TYPES).find(([, one]) => one === type)?.[0] ?? "";
  const [product, name] = kind.split(":");
  return `arn:acs:${product}:${scope === "global" ? "" : scope}:${account.id}:${name}/${id}`;
}
