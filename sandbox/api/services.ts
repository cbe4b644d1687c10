import type { Service } from "./action.ts";
import { CS } from "./services/cs/service.ts";
import { RAM } from "./services/ram/service.ts";
import { STS } from "./services/sts/service.ts";
import { VPC } from "./services/vpc/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [CS, RAM, STS, VPC];
