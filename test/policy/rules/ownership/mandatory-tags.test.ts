import { describe, expect, it, test } from "vitest";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { mandatoryTags } from "../../../../policy/rules/ownership/mandatory-tags.ts";
import * as t from "../../../../policy/types.ts";
import { judge, judgeStack, resource } from "../judge.ts";

const ALL = { owner: "ops", service: "artist", environment: "prod", "cost-centre": "cc-1" };
const vpc = (tags: unknown) => judge(mandatoryTags, resource(t.VPC, { tags }));

describe("a resource of Alibaba Cloud", () => {
  it("passes with all four, and more", () => {
    expect(vpc({ ...ALL, "managed-by": "pulumi" })).toEqual({ broken: [], undecided: [] });
  });
  test.each(Object.keys(ALL))("fails without %s", (key) => {
    const { [key as keyof typeof ALL]: _, ...rest } = ALL;
    expect(vpc(rest).broken).toEqual([`No value for ${key}.`]);
  });
  test.each([undefined, null, {}])("fails without any: %s", (tags) => {
    expect(vpc(tags).broken).toEqual(["No value for owner, service, environment, cost-centre."]);
  });
  test.each(["", "  "])("fails with an empty value %j", (owner) => {
    expect(vpc({ ...ALL, owner }).broken).toEqual(["No value for owner."]);
  });
  it("fails with a service or an environment that doesn't exist", () => {
    expect(vpc({ ...ALL, service: "photos" }).broken).toEqual([
      'service is "photos", expected one of artist, food, platform.',
    ]);
    expect(vpc({ ...ALL, environment: "production" }).broken).toHaveLength(1);
  });
  it("takes a value that is unknown for a value, and waits for one that must be of a list", () => {
    expect(vpc({ ...ALL, owner: UNKNOWN })).toEqual({ broken: [], undecided: [] });
    expect(vpc({ ...ALL, service: UNKNOWN })).toEqual({ broken: [], undecided: ["tags.service"] });
    expect(vpc(UNKNOWN).undecided).toEqual(["tags"]);
  });
  it("is not fooled by case or by a key that ends alike", () => {
    expect(vpc({ ...ALL, owner: undefined, Owner: "ops" }).broken).toHaveLength(1);
    expect(vpc({ ...ALL, owner: undefined, coowner: "ops" }).broken).toHaveLength(1);
  });
});

it("looks at everything that takes tags, and at nothing else", () => {
  const types = mandatoryTags.resource?.types;
  for (const type of [
    t.ECS_INSTANCE,
    t.EIP,
    t.NAT_GATEWAY,
    t.VSWITCH,
    t.SECURITY_GROUP,
    t.SECRET_PARAMETER,
    t.RAM_ROLE,
  ]) {
    expect(types).toContain(type);
  }
  for (const type of [t.SECURITY_GROUP_RULE, t.EIP_ASSOCIATION, t.SNAPSHOT_ATTACHMENT])
    expect(types).not.toContain(type);
});

describe("a vSphere VM", () => {
  const tag = (key: string, name: unknown) => {
    const category = resource(t.VSPHERE_TAG_CATEGORY, { name: key }, { name: key });
    return resource(
      t.VSPHERE_TAG,
      { name, categoryId: UNKNOWN },
      { name: key, madeOf: { categoryId: [category] } },
    );
  };
  const vm = (tags: readonly ReturnType<typeof tag>[], extra: object = {}) =>
    judgeStack(mandatoryTags, [
      resource(t.VSPHERE_VM, { tags: tags.map(() => UNKNOWN) }, { madeOf: { tags, ...extra } }),
    ]);

  it("passes by tags whose ids aren't even known", () => {
    expect(vm(Object.entries(ALL).map(([key, value]) => tag(key, value))).broken).toEqual([]);
  });
  it("passes by categories with a prefix, since vCenter is shared", () => {
    expect(vm(Object.entries(ALL).map(([key, value]) => tag(`hougu-prod-${key}`, value))).broken).toEqual([]);
  });
  it("passes by custom attributes", () => {
    const attributes = Object.keys(ALL).map((key) =>
      resource(t.VSPHERE_CUSTOM_ATTRIBUTE, { name: key }, { id: key }),
    );
    const machine = resource(
      t.VSPHERE_VM,
      { customAttributes: ALL },
      { madeOf: { customAttributes: attributes } },
    );
    expect(judgeStack(mandatoryTags, [machine]).broken).toEqual([]);
  });
  it("fails without, or with a value outside the list", () => {
    expect(vm([]).broken).toEqual(["No value for owner, service, environment, cost-centre."]);
    expect(
      vm(Object.entries({ ...ALL, service: "x" }).map(([key, value]) => tag(key, value))).broken,
    ).toHaveLength(1);
  });
});
