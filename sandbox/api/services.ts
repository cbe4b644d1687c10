import type { Service } from "./action.ts";
import { ALB } from "./services/alb/service.ts";
import { ALIDNS } from "./services/alidns/service.ts";
import { AMQP_OPEN } from "./services/amqp-open/service.ts";
import { BSSOPENAPI } from "./services/bssopenapi/service.ts";
import { CAS, CAS_CONSOLE } from "./services/cas/service.ts";
import { CMS } from "./services/cms/service.ts";
import { CR, CR_PERSONAL } from "./services/cr/service.ts";
import { CS } from "./services/cs/service.ts";
import { DDOS_BASIC, DDOS_PROXY } from "./services/ddos/service.ts";
import { ECS } from "./services/ecs/service.ts";
import { LOCATION } from "./services/location/service.ts";
import { NLB } from "./services/nlb/service.ts";
import { RAM } from "./services/ram/service.ts";
import { RESOURCEMANAGER } from "./services/resourcemanager/service.ts";
import { SLB } from "./services/slb/service.ts";
import { STS } from "./services/sts/service.ts";
import { TAG } from "./services/tag/service.ts";
import { VPC } from "./services/vpc/service.ts";
import { WAF } from "./services/waf/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [ALB, ALIDNS, AMQP_OPEN, BSSOPENAPI, CAS, CAS_CONSOLE, CMS, CR, CR_PERSONAL, CS, DDOS_BASIC, DDOS_PROXY, ECS, LOCATION, NLB, RAM, RESOURCEMANAGER, SLB, STS, TAG, VPC, WAF];
