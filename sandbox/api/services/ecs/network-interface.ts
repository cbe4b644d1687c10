import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, text } from "../../fields.ts";
import { ApiError } from "../../problem.ts";
import { selected } from "../../selection.ts";
import { INSTANCE } from "./instance.ts";
import { listed } from "./listing.ts";

// An instance has the one interface with which it comes, so what is asked of an interface is asked of its instance.

const DESCRIBED: Fields = {
  ZoneId: text("availabilityZone"),
  VpcId: text("vpcId"),
  VSwitchId: text("vswitchId"),
  PrivateIpAddress: text("privateIp"),
  ResourceGroupId: text("resourceGroupId"),
  CreationTime: text("createTime"),
};

const FILTERS = {
  VSwitchId: "vswitchId",
  VpcId: "vpcId",
  SecurityGroupId: "securityGroups",
  PrimaryIpAddress: "privateIp",
} as const;

/** The interface as its instance's description has it. */
export function interfaceOf(instance: CloudObject): Record<string, Value> {
  const { attributes } = instance;
  return {
    NetworkInterfaceId: textOf(attributes, "networkInterfaceId"),
    PrimaryIpAddress: textOf(attributes, "privateIp"),
    MacAddress: macOf(instance),
    Type: "Primary",
    PrivateIpSets: { PrivateIpSet: addressesOf(instance) },
    Ipv6Sets: { Ipv6Set: [] },
  };
}

function described(instance: CloudObject, accountId: string): Record<string, Value> {
  const { id, attributes } = instance;
  return {
    ...shown(attributes, DESCRIBED),
    NetworkInterfaceId: textOf(attributes, "networkInterfaceId"),
    NetworkInterfaceName: "",
    NetworkInterfaceTrafficMode: textOf(attributes, "networkInterfaceTrafficMode") || "Standard",
    InstanceId: id,
    Attachment: { InstanceId: id, DeviceIndex: 0, NetworkCardIndex: 0 },
    Description: "",
    Type: "Primary",
    Status: "InUse",
    OwnerId: accountId,
    MacAddress: macOf(instance),
    DeleteOnRelease: true,
    ServiceManaged: false,
    SourceDestCheck: false,
    PrivateIpSets: { PrivateIpSet: addressesOf(instance) },
    Ipv6Sets: { Ipv6Set: [] },
    SecurityGroupIds: { SecurityGroupId: texts(attributes, "securityGroups") },
    Tags: { Tag: [] },
  };
}

function addressesOf({ attributes }: CloudObject): Value[] {
  return [
    { PrivateIpAddress: textOf(attributes, "privateIp"), Primary: true },
    ...texts(attributes, "secondaryPrivateIps").map((address) => ({
      PrivateIpAddress: address,
      Primary: false,
    })),
  ];
}

/** Alibaba Cloud's own prefix, and the instance's address, which nobody else in the network has. */
function macOf({ attributes }: CloudObject): string {
  const octets = textOf(attributes, "privateIp").split(".").map(Number);
  return ["00", "16", ...octets.map((octet) => octet.toString(16).padStart(2, "0"))].join(":");
}

async function holderOf(call: Call, interfaceId: string): Promise<CloudObject> {
  const [instance] = await call.having(INSTANCE, "networkInterfaceId", interfaceId);
  if (instance) return instance;
  throw new ApiError(
    404,
    "InvalidEniId.NotFound",
    `The specified NetworkInterfaceId does not exist. (${interfaceId})`,
  );
}

export const NETWORK_INTERFACE_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeNetworkInterfaces: async (call) => {
    const { parameters, account } = call;
    const ids = parameters.list("NetworkInterfaceId") ?? [];
    const instanceId = parameters.text("InstanceId");
    const those = (
      ids.length > 0
        ? await Promise.all(ids.map((id) => call.having(INSTANCE, "networkInterfaceId", id)))
        : [await call.those(INSTANCE, instanceId ? [instanceId] : undefined)]
    ).flat();
    const { items, frame } = listed(selected(those, parameters, FILTERS), parameters, { most: 500 });
    return {
      ...frame,
      NetworkInterfaceSets: {
        NetworkInterfaceSet: items.map((instance) => described(instance, account.id)),
      },
    };
  },
  AssignPrivateIpAddresses: async (call) => {
    const { parameters } = call;
    const interfaceId = parameters.required("NetworkInterfaceId");
    const { id, attributes } = await holderOf(call, interfaceId);
    const had = texts(attributes, "secondaryPrivateIps");
    const wanted = [...had, ...(parameters.list("PrivateIpAddress") ?? [])];
    const more = parameters.integer("SecondaryPrivateIpAddressCount") ?? 0;
    const after = await call.modify(INSTANCE, id, {
      secondaryPrivateIps: wanted,
      secondaryPrivateIpAddressCount: wanted.length + more,
    });
    const assigned = texts(after.attributes, "secondaryPrivateIps").filter((one) => !had.includes(one));
    return {
      AssignedPrivateIpAddressesSet: {
        NetworkInterfaceId: interfaceId,
        PrivateIpSet: { PrivateIpAddress: assigned },
      },
    };
  },
  UnassignPrivateIpAddresses: async (call) => {
    const { parameters } = call;
    const { id, attributes } = await holderOf(call, parameters.required("NetworkInterfaceId"));
    const gone = parameters.list("PrivateIpAddress") ?? [];
    const kept = texts(attributes, "secondaryPrivateIps").filter((address) => !gone.includes(address));
    await call.modify(INSTANCE, id, {
      secondaryPrivateIps: kept,
      secondaryPrivateIpAddressCount: kept.length,
    });
    return {};
  },
};
