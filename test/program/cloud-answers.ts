/** What the clouds fill in, as far as the program reads it: one answer for each name. */

const COMPUTED: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  "alicloud:vpc/natGateway:NatGateway": (name) => ({
    snatTableIds: `${name}-snat-table`,
    forwardTableIds: `${name}-forward-table`,
  }),
  "alicloud:ecs/eipAddress:EipAddress": (name) => ({ ipAddress: `public-of-${name}` }),
  "alicloud:ecs/instance:Instance": (name) => ({ systemDiskId: `${name}-disk`, status: "Running" }),
  "alicloud:vpc/hAVip:HAVip": (name) => ({ haVipId: `${name}-id`, status: "Available" }),
  "alicloud:rds/instance:Instance": (name) => ({ connectionString: `${name}.mysql.rds.aliyuncs.com` }),
  "alicloud:rds/readOnlyInstance:ReadOnlyInstance": (name) => ({
    connectionString: `${name}.mysql.rds.aliyuncs.com`,
  }),
  "alicloud:kvstore/instance:Instance": (name) => ({ connectionDomain: `${name}.redis.rds.aliyuncs.com` }),
  "alicloud:cdn/domainNew:DomainNew": (name) => ({ cname: `${name}.w.kunlunsl.com` }),
  "alicloud:alb/loadBalancer:LoadBalancer": (name) => ({ dnsName: `${name}.alb.aliyuncsslb.com` }),
  "alicloud:nlb/loadBalancer:LoadBalancer": (name) => ({ dnsName: `${name}.nlb.aliyuncsslb.com` }),
  "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer": (name) => ({
    address: `private-of-${name}`,
  }),
  "alicloud:wafv3/defenseTemplate:DefenseTemplate": () => ({ defenseTemplateId: 7 }),
  "alicloud:ddos/domainResource:DomainResource": (name) => ({ cname: `${name}.aliyunddos1001.com` }),
  "docker:index/image:Image": (name) => ({
    repoDigest: `registry.example.com/${name}@sha256:${"0".repeat(64)}`,
  }),
  "docker:index/remoteImage:RemoteImage": (name) => ({
    repoDigest: `registry.example.com/${name}@sha256:${"0".repeat(64)}`,
  }),
  "alicloud:cs/managedKubernetes:ManagedKubernetes": (name) => ({
    rrsaMetadata: { ramOidcProviderArn: `provider-of-${name}`, rrsaOidcIssuerUrl: `issuer-of-${name}` },
  }),
  "vsphere:index/virtualMachine:VirtualMachine": (name) => ({ uuid: `${name}-uuid`, moid: `${name}-moid` }),
};

/** Properties that the cloud computes for a resource. */
export function computedOf(type: string, name: string): Record<string, unknown> {
  return COMPUTED[type]?.(name) ?? {};
}

/** The template that machines are clones of. */
export const TEMPLATE = {
  id: "template-uuid",
  guestId: "debian12_64Guest",
  firmware: "efi",
  scsiType: "lsilogic",
  networkInterfaceTypes: ["e1000"],
  disks: [{ label: "disk0", size: 30, thinProvisioned: false, eagerlyScrub: false, unitNumber: 0 }],
} as const;

/** vCenter's answer to a look-up. */
export function answer(token: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (token === "vsphere:index/getVirtualMachine:getVirtualMachine") return { ...inputs, ...TEMPLATE };
  if (token === "alicloud:cs/getClusterCredential:getClusterCredential")
    return { ...inputs, kubeConfig: "KUBECONFIG-OF-THE-CLUSTER" };
  return { ...inputs, id: `${token.split(":").at(-1)} ${String(inputs.name)}` };
}
