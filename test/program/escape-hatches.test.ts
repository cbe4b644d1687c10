import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import { Provider as DockerProvider } from "@pulumi/docker/provider.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { Provider as VsphereProvider } from "@pulumi/vsphere/provider.js";
import { describe, expect, test } from "vitest";
import { COMPONENTS } from "./components-under-test.ts";
import { type Recorded, type Recording, record } from "./recorded.ts";
import type { ComponentUnderTest } from "./under-test/component.ts";

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
    new DockerProvider(name, {}),
    new KubernetesProvider(name, {}),
  ];
}

const made = async (component: ComponentUnderTest, opts: () => pulumi.ComponentResourceOptions) =>
  family(await record(() => void component.make(opts())), component.type);

test("no component is missing here", () => {
  const root = join(import.meta.dirname, "../../components");
  const written = globSync("**/*.ts", { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/super\(\s*"(hougu:[^"]+)"/g)].map(
      ([, type]) => type,
    ),
  );
  expect(written.length).toBeGreaterThan(0);
  expect([...new Set(COMPONENTS.map(({ type }) => type))].sort()).toEqual(written.sort());
});

describe.each(
  COMPONENTS.map((component) => [`${component.type} on ${component.platform}`, component] as const),
)("%s", (_, component) => {
  // Made once for all who only look.
  let seenOnce: ReturnType<typeof made> | undefined;
  const plain = () => (seenOnce ??= made(component, () => ({ providers: providersNamed("chosen") })));

  test("takes providers, and every child uses them", async () => {
    const { children } = await plain();
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
    const { children } = await plain();
    for (const { name, type } of children) expect(name, type).toMatch(/^(under-test|artist|food|monitoring)/);
  });

  test("makes its children its own", async () => {
    const { component: own, children } = await plain();
    expect(children.every(({ parent }) => parent !== "")).toBe(true);
    expect(children.some(({ parent }) => parent === own.urn)).toBe(true);
  });
});
