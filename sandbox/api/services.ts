import type { Service } from "./action.ts";
import { ALB } from "./services/alb/service.ts";
import { ALIDNS } from "./services/alidns/service.ts";
import { CAS, CAS_CONSOLE } from "./services/cas/service.ts";
import { CDN } from "./services/cdn/service.ts";
import { DDOS_BASIC, DDOS_PROXY } from "./services/ddos/service.ts";
import { ECS } from "./services/ecs/service.ts";
import { KMS } from "./services/kms/service.ts";
import { NLB } from "./services/nlb/service.ts";
import { OOS } from "./services/oos/service.ts";
import { OSS } from "./services/oss/service.ts";
import { R_KVSTORE } from "./services/r-kvstore/service.ts";
import { RDS } from "./services/rds/service.ts";
import { SLB } from "./services/slb/service.ts";
import { SLS, SLS_APPLICATIONS } from "./services/sls/service.ts";
import { STS } from "./services/sts/service.ts";
import { VPC } from "./services/vpc/service.ts";
import { WAF } from "./services/waf/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [
  ALB,
  ALIDNS,
  CAS,
  CAS_CONSOLE,
  CDN,
  DDOS_BASIC,
  DDOS_PROXY,
  ECS,
  KMS,
  NLB,
  OOS,
  OSS,
  RDS,
  R_KVSTORE,
  SLB,
  SLS,
  SLS_APPLICATIONS,
  STS,
  VPC,
  WAF,
];
