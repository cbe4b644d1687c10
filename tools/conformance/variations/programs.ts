import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { albProgram } from "../../../test/api/programs/alb.ts";
import { alidnsProgram } from "../../../test/api/programs/alidns.ts";
import { amqpProgram } from "../../../test/api/programs/amqp.ts";
import { cdnProgram } from "../../../test/api/programs/cdn.ts";
import { crProgram } from "../../../test/api/programs/cr.ts";
import { csProgram } from "../../../test/api/programs/cs.ts";
import { ddosProgram } from "../../../test/api/programs/ddos.ts";
import { ecsProgram } from "../../../test/api/programs/ecs.ts";
import { kmsProgram } from "../../../test/api/programs/kms.ts";
import { logAuditProgram } from "../../../test/api/programs/log-audit.ts";
import { nlbProgram } from "../../../test/api/programs/nlb.ts";
import { rKvstoreProgram } from "../../../test/api/programs/r-kvstore.ts";
import { ramProgram } from "../../../test/api/programs/ram.ts";
import { rdsProgram } from "../../../test/api/programs/rds.ts";
import { slbProgram } from "../../../test/api/programs/slb.ts";
import { slsProgram } from "../../../test/api/programs/sls.ts";
import { vpcProgram } from "../../../test/api/programs/vpc.ts";
import { wafProgram } from "../../../test/api/programs/waf.ts";

/** Programs to vary, by service: together they have every type that has a program of its own. Quick ones first. */
export const PROGRAMS: Readonly<Record<string, PulumiFn>> = {
  ram: ramProgram,
  kms: kmsProgram,
  sls: slsProgram,
  alidns: alidnsProgram,
  "log-audit": logAuditProgram,
  vpc: vpcProgram,
  ddos: ddosProgram,
  cdn: cdnProgram,
  cr: crProgram,
  waf: wafProgram,
  slb: slbProgram,
  alb: albProgram,
  nlb: nlbProgram,
  ecs: ecsProgram,
  amqp: amqpProgram,
  cs: csProgram,
  "r-kvstore": rKvstoreProgram,
  rds: rdsProgram,
};
