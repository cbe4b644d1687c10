import { describe, expect, it } from "vitest";
import {
  autoNameOf,
  checkInputs,
  computedOf,
  factsOf,
  functionFactsOf,
  outputsOnlyOf,
  replacedBy,
  secretsOf,
  withDefaults,
} from "../../sandbox/facts/facts.ts";
import { WRONG_ALICLOUD, WRONG_VSPHERE } from "../../tools/conformance/wrong-inputs.ts";

const INSTANCE = "alicloud:ecs/instance:Instance";
const RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
const MACHINE = "vsphere:index/virtualMachine:VirtualMachine";

describe("checkInputs", () => {
  it.each([...WRONG_ALICLOUD, ...WRONG_VSPHERE])("$token: $why", ({ token, property, inputs }) => {
    expect(checkInputs(token, inputs).map((problem) => problem.property)).toContain(property);
  });

  it("words a refusal as the provider does, with what is accepted", () => {
    const rule = {
      type: "in",
      ipProtocol: "tcp",
      cidrIp: "10.0.0.0/8",
      priority: 101,
      securityGroupId: "sg-1",
    };
    expect(checkInputs(RULE, rule)).toEqual([
      { property: "type", reason: "expected type to be one of [ingress egress], got in" },
      { property: "priority", reason: "expected priority to be in the range (1 - 100), got 101" },
    ]);
    expect(checkInputs(RULE, {})).toContainEqual({
      property: "type",
      reason: "Missing required property 'type' (string, one of [ingress egress])",
    });
  });

  it("names the property that was meant", () => {
    const [problem] = checkInputs("alicloud:vpc/network:Network", { cidr_block: "10.0.0.0/16" });
    expect(problem?.reason).toContain("did you mean cidrBlock?");
  });

  it("counts a text's length in bytes, as providers do", () => {
    const described = (description: string) =>
      checkInputs(INSTANCE, { imageId: "i", instanceType: "t", description }).length;
    expect(described("后")).toBe(0);
    expect(described("后".repeat(85))).toBe(0);
    expect(described("后".repeat(86))).toBe(1);
  });

  it("doesn't take a name of JavaScript's own for a property", () => {
    const inputs = JSON.parse('{"constructor": "x", "__proto__": "y", "vpcName": "v"}') as Record<
      string,
      unknown
    >;
    expect(checkInputs("alicloud:vpc/network:Network", inputs).map(({ property }) => property)).toEqual([
      "constructor",
    ]);
  });

  it("asks the caller what isn't known yet", () => {
    const later = { isLater: true };
    const rule = { type: later, ipProtocol: "tcp", cidrIp: later, securityGroupId: later, priority: later };
    expect(checkInputs(RULE, rule, (value) => value === later)).toEqual([]);
    expect(checkInputs(RULE, rule)).not.toEqual([]);
  });

  it("says which line to add for a type that isn't kept", () => {
    expect(() => checkInputs("alicloud:dms/enterpriseInstance:EnterpriseInstance", {})).toThrow(
      /sandbox\/facts\/tokens\.ts/,
    );
    expect(factsOf("alicloud:constructor")).toBeUndefined();
    expect(factsOf("kubernetes:core/v1:Pod")).toBeUndefined();
  });
});

describe("replacedBy", () => {
  const before = { availabilityZone: "cn-hangzhou-k", imageId: "debian_12", dataDisks: [{ size: 20 }] };

  it("is empty when nothing changes, or what changes can be changed in place", () => {
    expect(replacedBy(INSTANCE, before, { ...before })).toEqual([]);
    expect(replacedBy(INSTANCE, before, { ...before, instanceName: "artist-edge-1" })).toEqual([]);
  });

  it("names what forces a new resource, in nested objects as well", () => {
    expect(replacedBy(INSTANCE, before, { ...before, availabilityZone: "cn-hangzhou-j" })).toEqual([
      "availabilityZone",
    ]);
    expect(replacedBy(INSTANCE, before, { ...before, dataDisks: [{ size: 40 }] })).toEqual([
      "dataDisks[0].size",
    ]);
    const more = replacedBy(INSTANCE, before, { ...before, dataDisks: [{ size: 20 }, { size: 40 }] });
    expect(more).toEqual(["dataDisks[1].size"]);
  });

  it("leaves alone what the provider computes when it isn't given any more", () => {
    const { availabilityZone: _, ...rest } = before;
    expect(replacedBy(INSTANCE, before, rest)).toEqual([]);
  });

  it("takes absent for empty, and a number for its text", () => {
    expect(replacedBy(RULE, { description: "", priority: 1 }, { priority: "1" })).toEqual([]);
    expect(replacedBy(RULE, { priority: 1 }, { priority: 2 })).toEqual(["priority"]);
  });

  it("doesn't care for the order of a set", () => {
    const token = "vsphere:index/computeClusterVmAntiAffinityRule:ComputeClusterVmAntiAffinityRule";
    const rule = { name: "apart", computeClusterId: "c", virtualMachineIds: ["a", "b"] };
    expect(replacedBy(token, rule, { ...rule, virtualMachineIds: ["b", "a"] })).toEqual([]);
    expect(replacedBy(token, rule, { ...rule, computeClusterId: "d" })).toEqual(["computeClusterId"]);
  });
});

describe("what else the facts tell", () => {
  it("fills in defaults, unless they exclude what is given or are out of use", () => {
    expect(withDefaults(RULE, { type: "ingress" })).toEqual({
      type: "ingress",
      policy: "accept",
      portRange: "-1/-1",
      priority: 1,
    });
    expect(withDefaults("alicloud:ram/role:Role", { roleName: "r" })).not.toHaveProperty("version");
  });

  it("knows what is computed, secret, or named by itself", () => {
    expect(computedOf(INSTANCE)).toEqual(expect.arrayContaining(["privateIp", "publicIp", "status"]));
    expect(outputsOnlyOf(INSTANCE)).toContain("publicIp");
    expect(outputsOnlyOf(INSTANCE)).not.toContain("privateIp");
    expect(secretsOf(INSTANCE)).toEqual(["password"]);
    expect(secretsOf("alicloud:oos/secretParameter:SecretParameter")).toEqual(["value"]);
    expect(secretsOf(MACHINE)).toContain("clone.customize.windowsOptions.adminPassword");
    expect(autoNameOf(MACHINE)).toBe("name");
    expect(autoNameOf(INSTANCE)).toBeUndefined();
    expect(functionFactsOf("vsphere:index/getNetwork:getNetwork")?.name?.required).toBe(true);
  });
});
