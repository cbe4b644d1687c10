import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import { Provider as DockerProvider } from "@pulumi/docker/provider.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { Provider as VsphereProvider } from "@pulumi/vsphere/provider.js";
import { describe, expect, test } from "vitest";
import { vcentersOf } from "../../ops/stack/sandbox-vcenter.ts";
import { startTrial } from "../../tools/conformance/trial.ts";
import { COMPONENTS } from "./components-under-test.ts";
import { environmentOf, record } from "./recorded.ts";
import type { ComponentUnderTest } from "./under-test/component.ts";

// `transforms` are the engine's: it calls back for the component and for whatever is below it, which no mock does.

interface Made {
  readonly component: ComponentUnderTest;
  /** Types and names of all that it makes, its surroundings too. */
  readonly identities: ReadonlySet<string>;
}

async function whatItMakes(component: ComponentUnderTest): Promise<Made> {
  const { resources } = await record(() => void component.make({}));
  const own = resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
  return { component, identities: new Set(own.map(({ type, name }) => `${type} ${name}`)) };
}

/** Components that can be in one stack: no two make a resource of the same name. */
function groupsOf(all: readonly Made[]): Made[][] {
  const groups: Made[][] = [];
  for (const made of all) {
    const group = groups.find((members) =>
      members.every(({ identities }) => [...identities].every((identity) => !made.identities.has(identity))),
    );
    if (group) group.push(made);
    else groups.push([made]);
  }
  return groups;
}

/** Which resources a preview would protect, by their types from the outermost on and their name. */
async function protectedIn(program: () => Promise<void>): Promise<ReadonlyMap<string, boolean>> {
  const trial = await startTrial({
    judges: [],
    standIns: { providers: ["alicloud", "vsphere", "docker", "kubernetes"], vcenters: VCENTERS },
    stackName: "dev",
    program,
  });
  const seen = new Map<string, boolean>();
  try {
    await trial.stack.preview({
      onEvent: ({ resourcePreEvent }: EngineEvent) => {
        const metadata = resourcePreEvent?.metadata;
        if (metadata) seen.set(metadata.urn.split("::").slice(2).join(" "), metadata.new?.protect === true);
      },
    });
  } finally {
    trial.close();
  }
  return seen;
}

const SERVER = environmentOf("dev").vsphere?.server ?? "";
const VCENTERS = (["dev", "prod"] as const).flatMap((tier) => vcentersOf(environmentOf(tier)));

describe("transforms", async () => {
  const all: Made[] = [];
  for (const component of COMPONENTS) all.push(await whatItMakes(component));

  test.each(
    groupsOf(all).map((group) => [group.map(({ component }) => component.type).join(", "), group] as const),
  )("reach every child of %s", async (_, group) => {
    const seen = await protectedIn(async () => {
      const providers = [
        new AlicloudProvider("chosen", { region: "cn-hangzhou" }),
        new VsphereProvider("chosen", { vsphereServer: SERVER, user: "user", password: "password" }),
        new DockerProvider("chosen", {}),
        new KubernetesProvider("chosen", {}),
      ];
      for (const { component } of group) {
        const protecting: pulumi.ResourceTransform = ({ props, opts }) => ({
          props,
          opts: { ...opts, protect: true },
        });
        component.make({ transforms: [protecting], providers });
      }
    });
    for (const { component } of group) {
      const family = [...seen].filter(([urn]) => {
        const [types = "", name = ""] = urn.split(" ");
        // Its surroundings are made without transforms.
        return types.split("$")[0] === component.type && !name.startsWith("around");
      });
      expect(family.length, component.type).toBeGreaterThan(1);
      for (const [urn, isProtected] of family) expect(isProtected, urn).toBe(true);
    }
  });
});
