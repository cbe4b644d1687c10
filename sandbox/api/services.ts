import type { Service } from "./action.ts";
import { ALB } from "./services/alb/service.ts";
import { ALIDNS } from "./services/alidns/service.ts";
import { AMQP_OPEN } from "./services/amqp-open/service.ts";
import { BSSOPENAPI } from "./services/bssopenapi/service.ts";
import { CAS, CAS_CONSOLE } from "./services/cas/service.ts";
import { CDN } from "./services/cdn/service.ts";
import { CMS } from "./services/cms/service.ts";
import { CR, CR_PERSONAL } from "./services/cr/service.ts";
import { CS } from "./services/cs/service.ts";
import { DDOS_BASIC, DDOS_PROXY } from "./services/ddos/service.ts";
import { ECS } from "./services/ecs/service.ts";
import { KMS } from "./services/kms/service.ts";
import { LOCATION } from "./services/location/service.ts";
import { NLB } from "./services/nlb/service.ts";
import { OOS } from "./services/oos/service.ts";
import { OSS } from "./services/oss/service.ts";
import { PVTZ } from "./services/pvtz/service.ts";
import { R_KVSTORE } from "./services/r-kvstore/service.ts";
import { RAM } from "./services/ram/service.ts";
import { RDS } from "./services/rds/service.ts";
import { RESOURCEMANAGER } from "./services/resourcemanager/service.ts";
import { SLB } from "./services/slb/service.ts";
import { SLS, SLS_APPLICATIONS } from "./services/sls/service.ts";
import { STS } from "./services/sts/service.ts";
import { TAG } from "./services/tag/service.ts";
import { VPC } from "./services/vpc/service.ts";
import { WAF } from "./services/waf/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [
  ALB,
  ALIDNS,
  AMQP_OPEN,
  BSSOPENAPI,
  CAS,
  CAS_CONSOLE,
  CDN,
  CMS,
  CR,
  CR_PERSONAL,
  CS,
  DDOS_BASIC,
  DDOS_PROXY,
  ECS,
  KMS,
  LOCATION,
  NLB,
  OOS,
  OSS,
  PVTZ,
  RAM,
  RDS,
  RESOURCEMANAGER,
  R_KVSTORE,
  SLB,
  SLS,
  SLS_APPLICATIONS,
  STS,
  TAG,
  VPC,
  WAF,
];
