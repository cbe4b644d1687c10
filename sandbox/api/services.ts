import type { Service } from "./action.ts";
import { ALB } from "./services/alb/service.ts";
import { ALIDNS } from "./services/alidns/service.ts";
import { CAS, CAS_CONSOLE } from "./services/cas/service.ts";
import { DDOS_BASIC, DDOS_PROXY } from "./services/ddos/service.ts";
import { ECS } from "./services/ecs/service.ts";
import { NLB } from "./services/nlb/service.ts";
import { SLB } from "./services/slb/service.ts";
import { STS } from "./services/sts/service.ts";
import { VPC } from "./services/vpc/service.ts";
import { WAF } from "./services/waf/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [
  ALB,
  ALIDNS,
  CAS,
  CAS_CONSOLE,
  DDOS_BASIC,
  DDOS_PROXY,
  ECS,
  NLB,
  SLB,
  STS,
  VPC,
  WAF,
];
