import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { Provider as VsphereProvider } from "@pulumi/vsphere/provider.js";
import { describe, expect, test } from "vitest";
import { COMPONENTS, type ComponentUnderTest } from "./components-under-test.ts";
import { type Recorded, type Recording, record } from "./recorded.ts";

// What the ecosystem gives everybody who uses a component must work on each of ours.

/** The component under test and everything below it. */
function family(
  made: Recording,
  type: string,
): { readonly component: Recorded; readonly children: Recorded[] } {
  const component = made.the(type, "under-test");
  const inside = (resource: Recorded): boolean =>
    resource.parent === component.urn ||
    made.resources.some(({ urn }) => urn === resource.parent && inside(must(made, urn)));
  return { component, children: made.resources.filter(inside) };
}

function must(made: Recording, urn: string): Recorded {
  const found = made.resources.find((resource) => resource.urn === urn);
  if (!found) throw new Error(`no ${urn}`);
  return found;
}

function providersNamed(name: string): pulumi.ProviderResource[] {
  return [
    new AlicloudProvider(name, { region: "cn-hangzhou" }),
    new VsphereProvider(name, { user: "user", password: "password" }),
  ];
}

const made = async (component: ComponentUnderTest, opts: () => pulumi.ComponentResourceOptions) =>
  family(await record(() => void component.make(opts())), component.type);

describe.each(
  COMPONENTS.map((component) => [`${component.type} on ${component.platform}`, component] as const),
)("%s", (_, component) => {
  test("takes providers, and every child uses them", async () => {
    const { children } = await made(component, () => ({ providers: providersNamed("chosen") }));
    const custom = children.filter((child) => child.custom);
    expect(custom.length).toBeGreaterThan(0);
    for (const { provider, type } of custom)
      expect(provider, type).toContain(`pulumi:providers:${type.split(":")[0]}::chosen`);
  });

  test("takes protect, and every child is protected", async () => {
    const { component: own, children } = await made(component, () => ({
      providers: providersNamed("chosen"),
      protect: true,
    }));
    for (const { protect, type, name } of [own, ...children]) expect(protect, `${type} ${name}`).toBe(true);
  });

  test("takes aliases, so that it can be renamed", async () => {
    const { component: own } = await made(component, () => ({
      providers: providersNamed("chosen"),
      aliases: [{ name: "before" }],
    }));
    expect(own.aliases.join()).toContain("before");
  });

  test("takes transformations, which see it and every child", async () => {
    const seen: string[] = [];
    const { children, component: own } = await made(component, () => ({
      providers: providersNamed("chosen"),
      transformations: [
        ({ type, props, opts }) => {
          seen.push(type);
          return { props: { ...props, description: "transformed" }, opts };
        },
      ],
    }));
    expect(seen.sort()).toEqual([own, ...children].map(({ type }) => type).sort());
    for (const { custom, inputs } of children) if (custom) expect(inputs.description).toBe("transformed");
  });

  test("names every child after itself or after a host of the plan", async () => {
    const { children } = await made(component, () => ({ providers: providersNamed("chosen") }));
    for (const { name, type } of children) expect(name, type).toMatch(/^(under-test|artist|food)/);
  });

  test("makes its children its own", async () => {
    const { component: own, children } = await made(component, () => ({
      providers: providersNamed("chosen"),
    }));
    expect(children.every(({ parent }) => parent !== "")).toBe(true);
    expect(children.some(({ parent }) => parent === own.urn)).toBe(true);
  });
});
