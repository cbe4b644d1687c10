import type { ResourceType } from "../resource-type.ts";
import { ackCluster, ackNodePool } from "./ack.ts";
import { ackAddon } from "./ack-addon.ts";
import { acrInstance, acrNamespace, acrRepo, acrVpcLink, crNamespace, crRepo } from "./acr.ts";
import { alb, albListener, albRule, albSecurityPolicy, albServerGroup } from "./alb.ts";
import {
  amqpAccount,
  amqpBinding,
  amqpExchange,
  amqpInstance,
  amqpPermission,
  amqpQueue,
  amqpVirtualHost,
} from "./amqp.ts";
import { cdnDomain, cdnDomainConfig } from "./cdn.ts";
import { certificate } from "./certificate.ts";
import { clb, clbListener, clbServer, clbServerGroup } from "./clb.ts";
import { assistantCommand, assistantInvocation } from "./cloud-assistant.ts";
import { ddosDomain, ddosThreshold } from "./ddos.ts";
import { disk } from "./disk.ts";
import { dnsRecord } from "./dns.ts";
import { deploymentSet, ramRoleAttachment } from "./ecs.ts";
import { eip, eipAssociation } from "./eip.ts";
import { forwardEntry } from "./forward-entry.ts";
import { havip, havipAttachment } from "./havip.ts";
import { instance } from "./instance.ts";
import { kmsAlias, kmsKey, kmsSecret } from "./kms.ts";
import { logAudit, logIndex, logProject, logStore } from "./log.ts";
import { metricPoint } from "./metric.ts";
import { natGateway, snatEntry } from "./nat.ts";
import { nlb, nlbListener, nlbServer, nlbServerGroup } from "./nlb.ts";
import { secretParameter } from "./oos.ts";
import {
  ossAcl,
  ossArchiveDirectRead,
  ossBucket,
  ossHttpsConfig,
  ossPolicy,
  ossPublicAccessBlock,
} from "./oss.ts";
import { privateZone, privateZoneAttachment, privateZoneRecord } from "./private-zone.ts";
import { ramPolicy, ramRole, ramRolePolicy } from "./ram.ts";
import { rdsInstance, rdsReader } from "./rds.ts";
import { rdsAccount, rdsAccountPrivilege, rdsDatabase } from "./rds-account.ts";
import { rdsBackupPolicy } from "./rds-backup.ts";
import { redisInstance } from "./redis.ts";
import { securityGroup, securityGroupRule } from "./security-group.ts";
import { autoSnapshotPolicy, autoSnapshotPolicyAttachment } from "./snapshot.ts";
import { vpc, vswitch } from "./vpc.ts";
import { wafInstance, wafRule, wafTemplate } from "./waf.ts";

/** Every type of Alibaba Cloud that the sandbox has. */
export const ALICLOUD_TYPES: readonly ResourceType[] = [
  vpc,
  vswitch,
  securityGroup,
  securityGroupRule,
  natGateway,
  snatEntry,
  forwardEntry,
  eip,
  eipAssociation,
  havip,
  havipAttachment,
  instance,
  disk,
  deploymentSet,
  ramRoleAttachment,
  autoSnapshotPolicy,
  autoSnapshotPolicyAttachment,
  ramRole,
  ramPolicy,
  ramRolePolicy,
  secretParameter,
  kmsKey,
  kmsAlias,
  kmsSecret,
  rdsInstance,
  rdsReader,
  rdsDatabase,
  rdsAccount,
  rdsAccountPrivilege,
  rdsBackupPolicy,
  redisInstance,
  ossBucket,
  ossAcl,
  ossPolicy,
  ossPublicAccessBlock,
  ossHttpsConfig,
  ossArchiveDirectRead,
  cdnDomain,
  cdnDomainConfig,
  crNamespace,
  crRepo,
  acrInstance,
  acrNamespace,
  acrRepo,
  acrVpcLink,
  amqpInstance,
  amqpVirtualHost,
  amqpExchange,
  amqpQueue,
  amqpBinding,
  amqpAccount,
  amqpPermission,
  assistantCommand,
  assistantInvocation,
  certificate,
  logProject,
  logStore,
  logIndex,
  logAudit,
  alb,
  albServerGroup,
  albSecurityPolicy,
  albListener,
  albRule,
  nlb,
  nlbServerGroup,
  nlbServer,
  nlbListener,
  clb,
  clbServerGroup,
  clbServer,
  clbListener,
  wafInstance,
  wafTemplate,
  wafRule,
  dnsRecord,
  privateZone,
  privateZoneRecord,
  privateZoneAttachment,
  ddosThreshold,
  ddosDomain,
  ackCluster,
  ackNodePool,
  ackAddon,
  metricPoint,
];
