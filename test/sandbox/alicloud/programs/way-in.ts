import type { Changes } from "../../../../sandbox/cloud/cloud.ts";
import type { Account, WrongProgram } from "../../account.ts";
import { forwardTo, secondVswitch, twoZones } from "../recipes/way-in.ts";

/** An object that is made with changes that no cloud accepts. */
function wrong(type: string, code: string, what: string, changes: Changes): WrongProgram {
  return { type, code, what, run: (account) => account.create(type, changes) };
}

/** A second object like the first. */
function twice(type: string, code: string, changes: Changes = {}): WrongProgram {
  return {
    type,
    code,
    what: "that is there already",
    run: async (account) => {
      await account.the(type);
      await account.create(type, changes);
    },
  };
}

/** One more than there may be. */
function tooMany(type: string, code: string, changes: Changes = {}): WrongProgram {
  return {
    type,
    code,
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { [type]: 1 } });
      await account.the(type);
      await account.create(type, changes);
    },
  };
}

/** Taking away what another needs. */
function needed(type: string, by: string, code: string): WrongProgram {
  return {
    type: by,
    code,
    what: `whose ${type} is to go`,
    run: async (account) => {
      await account.the(by);
      await account.remove(type, (await account.the(type)).id);
    },
  };
}

/** Changing what isn't ready yet. */
function hasty(type: string, code: string, changes: Changes): WrongProgram {
  return {
    type,
    code,
    what: "that is being made",
    run: async (account) => {
      const { id } = await account.begin(type);
      await account.modify(type, id, changes);
    },
  };
}

/** Something that is described and isn't there. */
function absent(type: string, code: string): WrongProgram {
  return {
    type,
    code,
    what: "that isn't there",
    run: (account) => account.modify(type, "nothing", { name: "x" }),
  };
}

/** On something that is still being made. */
function early(
  type: string,
  attribute: string,
  target: string,
  code: string,
  changes: Changes = {},
): WrongProgram {
  return {
    type,
    code,
    what: `on a ${target} that is being made`,
    run: async (account) => {
      const wanted = await account.wanted(type, changes);
      const { id } = await account.begin(target, await fresh(account, target));
      await account.cloud.create(account.session, type, { ...wanted, [attribute]: id });
    },
  };
}

/** Changes that make a second object of a type possible. */
async function fresh(_: Account, type: string): Promise<Changes> {
  return type === "alicloud:albListener" ? { listenerPort: 8443 } : {};
}

/** A balancer that wants an address of its own choice in its first zone. */
async function withPrivateAddress(account: Account, type: string, address: string): Promise<void> {
  const [first, second] = await twoZones(account);
  // What each kind calls it.
  const name = type === "alicloud:alb" ? "intranetAddress" : "privateIpv4Address";
  await account.create(type, { zoneMappings: [{ ...first, [name]: address }, second ?? {}] });
}

/** Rules of balancers in several zones, which both kinds have. */
function zonePrograms(type: "alicloud:alb" | "alicloud:nlb"): WrongProgram[] {
  return [
    {
      type,
      code: "InvalidZoneMappings.NotEnough",
      what: "in one zone",
      run: async (account) => account.create(type, { zoneMappings: (await twoZones(account)).slice(0, 1) }),
    },
    {
      type,
      code: "VSwitchNotInZone",
      what: "in a zone that its vSwitch isn't in",
      run: async (account) => {
        const [first, second] = await twoZones(account);
        await account.create(type, {
          zoneMappings: [{ ...first, zoneId: "cn-hangzhou-g" }, second ?? {}],
        });
      },
    },
    {
      type,
      code: "IllegalParam.IntranetAddress",
      what: "with a private address that is none",
      run: (account) => withPrivateAddress(account, type, "10.20"),
    },
    {
      type,
      code: "IllegalParam.IntranetAddressOutside",
      what: "with a private address outside its vSwitch",
      run: (account) => withPrivateAddress(account, type, "10.20.2.9"),
    },
    {
      type,
      code: "ResourceAlreadyExist.IntranetAddress",
      what: "with a private address that is taken",
      run: async (account) => {
        await account.the("alicloud:havip");
        await withPrivateAddress(account, type, "10.20.1.10");
      },
    },
    {
      type,
      code: "VSwitchNotInVpc",
      what: "in another VPC than its vSwitches",
      run: async (account) => {
        const zoneMappings = await twoZones(account);
        const { id } = await account.create("alicloud:vpc", { cidrBlock: "10.30.0.0/16" });
        await account.create(type, { vpcId: id, zoneMappings });
      },
    },
    {
      type,
      code: "InvalidVSwitchId.NotFound",
      what: "in a vSwitch that isn't there",
      run: async (account) => {
        const [first, second] = await twoZones(account);
        await account.create(type, { zoneMappings: [first ?? {}, { ...second, vswitchId: "vsw-nobody" }] });
      },
    },
    {
      type,
      code: "IncorrectStatus.VSwitch",
      what: "in a vSwitch that is pending",
      run: async (account) => {
        const [first] = await twoZones(account);
        const { id } = await account.begin("alicloud:vswitch", {
          zoneId: "cn-hangzhou-g",
          cidrBlock: "10.20.3.0/24",
        });
        await account.create(type, {
          zoneMappings: [first ?? {}, { zoneId: "cn-hangzhou-g", vswitchId: id }],
        });
      },
    },
    {
      type,
      code: "ResourceNotFound.EIP",
      what: "with an EIP that isn't there",
      run: async (account) => account.create(type, { zoneMappings: await twoZones(account, "eip-nobody") }),
    },
    {
      type,
      code: "IncorrectStatus.EIP",
      what: "with an EIP that is being allotted",
      run: async (account) => {
        const zoneMappings = await twoZones(account);
        const { id } = await account.begin("alicloud:eip");
        await account.create(type, {
          zoneMappings: [{ ...zoneMappings[0], allocationId: id }, zoneMappings[1] ?? {}],
        });
      },
    },
    {
      type,
      code: "EIPInUse",
      what: "with an EIP that is bound elsewhere",
      run: async (account) => {
        await account.the("alicloud:eipAssociation");
        const { id } = await account.the("alicloud:eip");
        await account.create(type, { zoneMappings: await twoZones(account, id) });
      },
    },
    {
      type,
      code: "IncorrectEipStatus",
      what: "whose EIP is to go",
      run: async (account) => {
        const { id } = await account.the("alicloud:eip");
        await account.create(type, { zoneMappings: await twoZones(account, id) });
        await account.remove("alicloud:eip", id);
      },
    },
    {
      type,
      code: "DependencyViolation.LoadBalancer",
      what: "whose vSwitch is to go",
      run: async (account) => {
        await account.the(type);
        await account.remove("alicloud:vswitch", (await secondVswitch(account)).id);
      },
    },
  ];
}

/** What a service refuses about balancers, certificates, logs, firewall, names and floods. */
export const WAY_IN_PROGRAMS: readonly WrongProgram[] = [
  wrong("alicloud:certificate", "MissingCertOrKey", "without its key", { key: null }),
  twice("alicloud:certificate", "NameRepeat"),
  absent("alicloud:certificate", "CertNotExist"),
  needed("alicloud:certificate", "alicloud:albListener", "CertificateInUse"),

  wrong("alicloud:logProject", "ParameterInvalid", "with a capital letter", { projectName: "Hougu" }),
  twice("alicloud:logProject", "ProjectAlreadyExist"),
  wrong("alicloud:logStore", "ProjectNotExist", "in a project that isn't there", { projectName: "nobody" }),
  wrong("alicloud:logStore", "LogStoreInfoInvalid", "with a dot in its name", { logstoreName: "alb.access" }),
  wrong("alicloud:logStore", "LogStoreInfoInvalid", "kept for no day", { retentionPeriod: 0 }),
  twice("alicloud:logStore", "LogStoreAlreadyExist"),
  {
    type: "alicloud:logStore",
    code: "LogStoreInUse",
    what: "that a balancer writes to",
    run: async (account) => {
      const { id, attributes } = await account.the("alicloud:logStore");
      await account.create("alicloud:alb", {
        accessLogConfig: {
          logProject: attributes.projectName ?? null,
          logStore: attributes.logstoreName ?? null,
        },
      });
      await account.remove("alicloud:logStore", id);
    },
  },
  wrong("alicloud:logIndex", "LogStoreNotExist", "of a store that isn't there", { logstore: "nobody" }),
  twice("alicloud:logIndex", "IndexAlreadyExist"),
  absent("alicloud:logIndex", "IndexConfigNotExist"),
  twice("alicloud:logAudit", "AppAlreadyExist", { displayName: "another" }),
  absent("alicloud:logAudit", "AppNotExist"),

  ...zonePrograms("alicloud:alb"),
  wrong("alicloud:alb", "InvalidVpcId.NotFound", "in a VPC that isn't there", { vpcId: "vpc-nobody" }),
  wrong("alicloud:alb", "UnsupportedEdition", "of an edition that isn't sold", {
    loadBalancerEdition: "Gold",
  }),
  wrong("alicloud:alb", "ResourceNotFound.LogStore", "that logs to nowhere", {
    accessLogConfig: { logProject: "nobody", logStore: "alb_access" },
  }),
  {
    type: "alicloud:alb",
    code: "IllegalParam.LogStore",
    what: "that logs to a store of another name",
    run: async (account) => {
      const { attributes } = await account.create("alicloud:logStore", { logstoreName: "access" });
      await account.create("alicloud:alb", {
        accessLogConfig: { logProject: attributes.projectName ?? null, logStore: "access" },
      });
    },
  },
  tooMany("alicloud:alb", "QuotaExceeded.LoadBalancersNum"),
  hasty("alicloud:alb", "IncorrectStatus.LoadBalancer", { loadBalancerName: "x" }),
  {
    type: "alicloud:alb",
    code: "OperationDenied.DeletionProtection",
    what: "that is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:alb", { deletionProtectionEnabled: true });
      await account.remove("alicloud:alb", id);
    },
  },
  wrong("alicloud:albServerGroup", "UnsupportedServerType", "by address, with an instance", {
    servers: [{ serverType: "Ecs", serverId: "i-1", port: 80 }],
  }),
  wrong("alicloud:albServerGroup", "ResourceNotFound.BackendServer", "with an instance that isn't there", {
    serverGroupType: "Instance",
    servers: [{ serverType: "Ecs", serverId: "i-nobody", port: 80 }],
  }),
  wrong("alicloud:albServerGroup", "ResourceAlreadyExist.BackendServer", "with one server twice", {
    servers: [1, 2].map(() => ({ serverType: "Ip", serverId: "10.20.1.20", port: 80 })),
  }),
  needed("alicloud:albServerGroup", "alicloud:albListener", "ResourceInUse.ServerGroup"),
  hasty("alicloud:albServerGroup", "IncorrectStatus.ServerGroup", { serverGroupName: "x" }),
  wrong("alicloud:albSecurityPolicy", "UnsupportedCipher", "with a cipher of a version that is off", {
    tlsVersions: ["TLSv1.2"],
  }),
  twice("alicloud:albSecurityPolicy", "ResourceAlreadyExist.SecurityPolicyName"),
  wrong("alicloud:albListener", "ResourceNotFound.LoadBalancer", "of a balancer that isn't there", {
    loadBalancerId: "alb-nobody",
  }),
  twice("alicloud:albListener", "ResourceAlreadyExist.Listener"),
  wrong("alicloud:albListener", "MissingParam.Certificate", "for HTTPS without a certificate", {
    certificates: null,
  }),
  wrong("alicloud:albListener", "ResourceNotFound.Certificate", "with a certificate that isn't there", {
    certificates: { certificateId: "nobody" },
  }),
  wrong("alicloud:albListener", "ResourceNotFound.SecurityPolicy", "with a policy that isn't there", {
    securityPolicyId: "spy-nobody",
  }),
  wrong("alicloud:albListener", "ResourceNotFound.ServerGroup", "that forwards to nobody", {
    defaultActions: [forwardTo("sgp-nobody")],
  }),
  needed("alicloud:albSecurityPolicy", "alicloud:albListener", "ResourceInUse.SecurityPolicy"),
  early("alicloud:albRule", "listenerId", "alicloud:albListener", "IncorrectStatus.Listener"),
  wrong("alicloud:albRule", "ResourceNotFound.Listener", "of a listener that isn't there", {
    listenerId: "lsn-nobody",
  }),
  twice("alicloud:albRule", "Conflict.Priority"),
  tooMany("alicloud:albRule", "QuotaExceeded.RulesNum", { priority: 11 }),
  absent("alicloud:albRule", "ResourceNotFound.Rule"),
  hasty("alicloud:albRule", "IncorrectStatus.Rule", { ruleName: "x" }),
  {
    type: "alicloud:albRule",
    code: "OperationDenied.EditionNotSupport",
    what: "that a balancer of the edition Basic can't carry out",
    run: async (account) => {
      const balancer = await account.create("alicloud:alb", { loadBalancerEdition: "Basic" });
      const listener = await account.create("alicloud:albListener", { loadBalancerId: balancer.id });
      await account.create("alicloud:albRule", {
        listenerId: listener.id,
        ruleActions: [{ type: "FixedResponse", order: 1 }],
      });
    },
  },

  ...zonePrograms("alicloud:nlb"),
  hasty("alicloud:nlb", "IncorrectStatus.loadBalancer", { loadBalancerName: "x" }),
  {
    type: "alicloud:nlb",
    code: "OperationDenied.ProtectedLoadBalancer",
    what: "that is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:nlb", { deletionProtectionEnabled: true });
      await account.remove("alicloud:nlb", id);
    },
  },
  wrong("alicloud:nlbServerGroup", "OperationDenied.PreserveClientIp", "by address that shows clients", {
    preserveClientIpEnabled: true,
  }),
  hasty("alicloud:nlbServerGroup", "IncorrectStatus.serverGroup", { serverGroupName: "x" }),
  needed("alicloud:nlbServerGroup", "alicloud:nlbListener", "ResourceInUse.serverGroup"),
  wrong("alicloud:nlbServer", "ResourceNotFound.serverGroup", "of a group that isn't there", {
    serverGroupId: "sgp-nobody",
  }),
  wrong("alicloud:nlbServer", "ResourceNotFound.BackendServer", "that isn't there", {
    serverType: "Ecs",
    serverId: "i-nobody",
  }),
  twice("alicloud:nlbServer", "Conflict.BackendServer"),
  {
    type: "alicloud:nlbServer",
    code: "IllegalParam.ServerType",
    what: "by instance in a group by address",
    run: async (account) =>
      account.create("alicloud:nlbServer", {
        serverType: "Ecs",
        serverId: (await account.the("alicloud:instance")).id,
      }),
  },
  wrong("alicloud:nlbListener", "ResourceNotFound.loadBalancer", "of a balancer that isn't there", {
    loadBalancerId: "nlb-nobody",
  }),
  twice("alicloud:nlbListener", "ResourceAlreadyExist.listener"),
  absent("alicloud:nlbListener", "ResourceNotFound.listener"),

  wrong("alicloud:clb", "InvalidParameter.ZoneId", "in another region's zone", {
    slaveZoneId: "cn-beijing-a",
  }),
  wrong("alicloud:clb", "InvalidParameter.ZoneConflict", "with both in one zone", {
    slaveZoneId: "cn-hangzhou-k",
  }),
  wrong("alicloud:clb", "InvalidAddress.Malformed", "with an address that is none", { address: "10.20" }),
  wrong("alicloud:clb", "InvalidAddress.NotInVSwitch", "with an address outside", { address: "10.20.9.9" }),
  {
    type: "alicloud:clb",
    code: "InvalidAddress.InUse",
    what: "with an address that is taken",
    run: async (account) => {
      await account.the("alicloud:havip");
      await account.create("alicloud:clb", { address: "10.20.1.10" });
    },
  },
  tooMany("alicloud:clb", "SlbQuotaExceeded"),
  {
    type: "alicloud:clb",
    code: "OperationFailed.DeleteProtection",
    what: "that is protected",
    run: async (account) => {
      const { id } = await account.create("alicloud:clb", { deleteProtection: "on" });
      await account.remove("alicloud:clb", id);
    },
  },
  needed("alicloud:vswitch", "alicloud:clb", "DependencyViolation.SLB"),
  wrong("alicloud:clbServerGroup", "InvalidLoadBalancerId.NotFound", "of a balancer that isn't there", {
    loadBalancerId: "lb-nobody",
  }),
  needed("alicloud:clbServerGroup", "alicloud:clbListener", "RspoolVipExist"),
  wrong("alicloud:clbServer", "InvalidVServerGroupId.NotFound", "of a group that isn't there", {
    serverGroupId: "rsp-nobody",
  }),
  wrong("alicloud:clbServer", "ObtainIpFail", "that isn't there", { serverId: "i-nobody" }),
  twice("alicloud:clbServer", "VServerGroupServerAlreadyExists"),
  twice("alicloud:clbListener", "ListenerAlreadyExists"),
  wrong("alicloud:clbListener", "MissingParam.BackendPort", "that leads nowhere", { serverGroupId: null }),
  absent("alicloud:clbListener", "ListenerNotFound"),

  twice("alicloud:wafInstance", "Waf.Pullin.InstanceExists"),
  needed("alicloud:wafInstance", "alicloud:wafTemplate", "Waf.Pullin.InstanceInUse"),
  wrong("alicloud:wafTemplate", "Waf.Pullin.InstanceNotExist", "of an instance that isn't there", {
    instanceId: "waf-nobody",
  }),
  wrong("alicloud:wafTemplate", "Defense.Control.DefenseResourceNotExist", "for nothing that is protected", {
    resources: ["alb-nobody-alb"],
  }),
  twice("alicloud:wafTemplate", "Defense.Control.DefenseTemplateNameExists", { resources: [] }),
  twice("alicloud:wafTemplate", "Defense.Control.DefenseResourceBound", { defenseTemplateName: "other" }),
  {
    type: "alicloud:wafTemplate",
    code: "Defense.Control.DefenseResourceNotExist",
    what: "for a balancer of an edition without WAF",
    run: async (account) => {
      const { id } = await account.create("alicloud:alb", { loadBalancerEdition: "Standard" });
      await account.create("alicloud:wafTemplate", { resources: [`${id}-alb`] });
    },
  },
  wrong("alicloud:wafRule", "Defense.Control.DefenseTemplateNotExist", "of a template that isn't there", {
    templateId: 1,
  }),
  wrong("alicloud:wafRule", "Defense.Control.DefenseSceneMismatch", "of another module than its template", {
    defenseScene: "cc",
  }),
  twice("alicloud:wafRule", "Defense.Control.DefenseRuleNameExists"),
  wrong("alicloud:wafRule", "Defense.Control.DefenseRuleInvalid", "with six conditions", {
    config: {
      conditions: Array.from({ length: 6 }, () => ({ key: "URL", opValue: "contain", values: "x" })),
    },
  }),
  absent("alicloud:wafRule", "Defense.Control.DefenseRuleNotExist"),

  wrong("alicloud:dnsRecord", "IncorrectDomainUser", "in a domain of somebody else", {
    domainName: "aliyun.com",
  }),
  wrong("alicloud:dnsRecord", "DomainRecordValueInvalid", "with a name where an address belongs", {
    value: "alb.example.com",
  }),
  wrong("alicloud:dnsRecord", "DomainRecordValueInvalid", "that names an authority without quotes", {
    type: "CAA",
    value: "0 issue digicert.com",
  }),
  wrong("alicloud:dnsRecord", "InvalidTTL", "kept for longer than a day", { ttl: 86_401 }),
  twice("alicloud:dnsRecord", "DomainRecordDuplicate"),
  twice("alicloud:dnsRecord", "DomainRecordConflict", { type: "CNAME", value: "alb.example.com" }),
  absent("alicloud:dnsRecord", "DomainRecordNotBelongToUser"),
  wrong("alicloud:ddosThreshold", "InvalidInstance.NotFound", "of an address that isn't there", {
    instanceId: "eip-nobody",
  }),
  wrong("alicloud:ddosThreshold", "InvalidThreshold", "beyond what is free", { bps: 9000 }),
  twice("alicloud:ddosThreshold", "ThresholdAlreadySet"),
  twice("alicloud:ddosDomain", "WebRuleExists"),
  wrong("alicloud:ddosDomain", "InvalidRealServers", "whose origin is no address", {
    realServers: ["alb.example.com"],
  }),
  absent("alicloud:ddosDomain", "WebRuleNotExist"),
];
