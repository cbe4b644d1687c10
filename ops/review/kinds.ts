/** What the review knows of resource types: which hold data, which are machines, which are how users get in. */

/** Gone with the resource: data that no `up` brings back. */
const STATEFUL: ReadonlySet<string> = new Set([
  "alicloud:rds/instance:Instance",
  "alicloud:rds/database:Database",
  "alicloud:kvstore/instance:Instance",
  "alicloud:oss/bucket:Bucket",
  "alicloud:ecs/ecsDisk:EcsDisk",
  "alicloud:kms/key:Key",
  "alicloud:log/project:Project",
  "alicloud:log/store:Store",
  "alicloud:amqp/instance:Instance",
  "alicloud:nas/fileSystem:FileSystem",
  "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance",
  "vsphere:index/virtualDisk:VirtualDisk",
  "docker:index/volume:Volume",
  "kubernetes:core/v1:PersistentVolumeClaim",
  "kubernetes:core/v1:PersistentVolume",
  "kubernetes:apps/v1:StatefulSet",
]);

const DATABASES: ReadonlySet<string> = new Set([
  "alicloud:rds/instance:Instance",
  "alicloud:rds/database:Database",
]);

const MACHINES: ReadonlySet<string> = new Set([
  "alicloud:ecs/instance:Instance",
  "vsphere:index/virtualMachine:VirtualMachine",
]);

/** One of its kind: while it is replaced nothing behind it is reached. */
const WAYS: ReadonlySet<string> = new Set([
  "alicloud:alb/loadBalancer:LoadBalancer",
  "alicloud:nlb/loadBalancer:LoadBalancer",
  "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer",
  "alicloud:ecs/eipAddress:EipAddress",
  "alicloud:vpc/network:Network",
  "alicloud:vpc/switch:Switch",
  "alicloud:vpc/hAVip:HAVip",
  "alicloud:vpc/natGateway:NatGateway",
  "alicloud:cs/managedKubernetes:ManagedKubernetes",
  "alicloud:dns/alidnsRecord:AlidnsRecord",
  "kubernetes:core/v1:Namespace",
  "kubernetes:networking.k8s.io/v1:Ingress",
]);

export const isStateful = (type: string): boolean => STATEFUL.has(type);
export const isDatabase = (type: string): boolean => DATABASES.has(type);
export const isMachine = (type: string): boolean => MACHINES.has(type);
export const isWay = (type: string): boolean => WAYS.has(type);
