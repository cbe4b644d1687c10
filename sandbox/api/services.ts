import type { Service } from "./action.ts";
import { AMQP_OPEN } from "./services/amqp-open/service.ts";
import { BSSOPENAPI } from "./services/bssopenapi/service.ts";
import { CMS } from "./services/cms/service.ts";
import { CR, CR_PERSONAL } from "./services/cr/service.ts";
import { CS } from "./services/cs/service.ts";
import { LOCATION } from "./services/location/service.ts";
import { RAM } from "./services/ram/service.ts";
import { RESOURCEMANAGER } from "./services/resourcemanager/service.ts";
import { STS } from "./services/sts/service.ts";
import { TAG } from "./services/tag/service.ts";
import { VPC } from "./services/vpc/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [
  AMQP_OPEN,
  BSSOPENAPI,
  CMS,
  CR,
  CR_PERSONAL,
  CS,
  LOCATION,
  RAM,
  RESOURCEMANAGER,
  STS,
  TAG,
  VPC,
];
