import type { Service } from "./action.ts";
import { STS } from "./services/sts/service.ts";
import { VPC } from "./services/vpc/service.ts";

/** Every service that the API serves. */
export const SERVICES: readonly Service[] = [STS, VPC];
