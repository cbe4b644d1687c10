import type { Service } from "./action.ts";
import { CDN } from "./services/cdn/service.ts";
import { KMS } from "./services/kms/service.ts";
import { OOS } from "./services/oos/service.ts";
import { OSS } from "./services/oss/service.ts";
import { R_KVSTORE } from "./services/r-kvstore/service.ts";
import { RDS } from "./services/rds/service.ts";
import { SLS, SLS_APPLICATIONS } from "./services/sls/service.ts";
import { STS } from "./services/sts/service.ts";
import { VPC } from "./services/vpc/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [
  CDN,
  KMS,
  OOS,
  OSS,
  R_KVSTORE,
  RDS,
  SLS,
  SLS_APPLICATIONS,
  STS,
  VPC,
];
