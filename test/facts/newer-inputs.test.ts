import { RegistryEnterpriseInstance } from "@pulumi/alicloud/cr/registryEnterpriseInstance.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { describe, expect, it } from "vitest";
import { withoutNewerInputs } from "../../tools/conformance/newer-inputs.ts";
import { record } from "../program/recorded.ts";

const REGISTRY = "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance";
const TAGS = { owner: "platform" };

async function program(): Promise<void> {
  new RegistryEnterpriseInstance("registry", {
    instanceName: "hougu-prod",
    instanceType: "Basic",
    paymentType: "Subscription",
    tags: TAGS,
  });
  new RegistryEnterpriseInstance("bare", {
    instanceName: "hougu-dev",
    instanceType: "Basic",
    paymentType: "Subscription",
  });
  new Network("main", { vpcName: "hougu-prod", cidrBlock: "10.20.0.0/16", tags: TAGS });
}

describe("withoutNewerInputs", () => {
  it("takes away what the npm package alone declares, says so, and leaves everything else", async () => {
    const leftOut = new Set<string>();
    const asIs = await record(program);
    const judged = await record(withoutNewerInputs(program, leftOut));
    expect([...leftOut]).toEqual([`${REGISTRY} tags`]);
    const { tags, ...others } = asIs.the(REGISTRY, "registry").inputs;
    expect(tags).toEqual(TAGS);
    expect(judged.the(REGISTRY, "registry").inputs).toEqual(others);
    const rest = ({ resources }: typeof asIs) =>
      resources.filter(({ name }) => name !== "registry").map(({ name, inputs }) => ({ name, inputs }));
    expect(rest(judged)).toEqual(rest(asIs));
    expect(asIs.the("alicloud:vpc/network:Network", "main").inputs.tags).toEqual(TAGS);
  });
});
