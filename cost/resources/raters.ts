import { bucket, cluster, key, logStore, rdsInstance, redisInstance, registry } from "./data.ts";
import {
  container,
  ecsDisk,
  ecsInstance,
  nodePool,
  snapshots,
  vsphereDisk,
  vsphereMachine,
} from "./machines.ts";
import { alb, albConfig, cdnDomain, clb, eip, natGateway, nlb, privateZone, waf } from "./network.ts";
import type { Rater } from "./resource.ts";

/** How each type that costs money is charged. */
export const RATERS: Readonly<Record<string, Rater>> = {
  "alicloud:ecs/instance:Instance": ecsInstance,
  "alicloud:ecs/ecsDisk:EcsDisk": ecsDisk,
  "alicloud:ecs/disk:Disk": ecsDisk,
  "alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment": snapshots,
  "alicloud:cs/nodePool:NodePool": nodePool,
  "alicloud:cs/managedKubernetes:ManagedKubernetes": cluster,
  "alicloud:alb/loadBalancer:LoadBalancer": alb,
  "kubernetes:alibabacloud.com/v1:AlbConfig": albConfig,
  "alicloud:nlb/loadBalancer:LoadBalancer": nlb,
  "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer": clb,
  "alicloud:ecs/eipAddress:EipAddress": eip,
  "alicloud:vpc/natGateway:NatGateway": natGateway,
  "alicloud:pvtz/zone:Zone": privateZone,
  "alicloud:cdn/domainNew:DomainNew": cdnDomain,
  "alicloud:wafv3/instance:Instance": waf,
  "alicloud:rds/instance:Instance": rdsInstance,
  "alicloud:rds/readOnlyInstance:ReadOnlyInstance": rdsInstance,
  "alicloud:kvstore/instance:Instance": redisInstance,
  "alicloud:oss/bucket:Bucket": bucket,
  "alicloud:log/store:Store": logStore,
  "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance": registry,
  "alicloud:kms/key:Key": key,
  "vsphere:index/virtualMachine:VirtualMachine": vsphereMachine,
  "vsphere:index/virtualDisk:VirtualDisk": vsphereDisk,
  "docker:index/container:Container": container,
};
