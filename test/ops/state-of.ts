import type { Environment } from "../../components/config/environment.ts";
import { nameOfUrn, typeOfUrn } from "../../ops/progress/urn.ts";
import type { ExportedResource, ExportedStack } from "../../ops/stack/deployment.ts";
import { recordEnvironment, SECRET_VALUES } from "../program/recorded.ts";

const SPECIAL = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A secret as an exported state holds it: encrypted. */
export const sealed = (ciphertext: string) => ({ [SPECIAL]: SECRET, ciphertext });

/** Every secret text of the program, which no output may ever hold. */
export const SECRET_TEXTS: readonly string[] = [
  SECRET_VALUES.vrrpPassword,
  SECRET_VALUES.sessionKey,
  SECRET_VALUES.vspherePassword,
  ...Object.values(SECRET_VALUES.tls).flatMap(({ certificate, privateKey }) => [certificate, privateKey]),
];

const identityOf = (urn: string) => `${typeOfUrn(urn)} ${nameOfUrn(urn)}`;

let number = 0;
/** Public addresses as clouds give them, by what they are computed for. */
const addresses = new Map<string, string>();
function addressOf(label: string): string {
  const known = addresses.get(label);
  if (known !== undefined) return known;
  const address = `203.0.113.${++number}`;
  addresses.set(label, address);
  return address;
}

/**
 * The state after an `up`, made of what the program registers: names, types, parents, inputs are the program's own. Its
 * secrets are sealed as the engine seals them, the cloud's own values are made up.
 */
export async function stateOf(environment: Environment): Promise<ExportedStack> {
  const { resources, outputs } = await recordEnvironment(environment);
  // Mocks build a parent's URN in another way than the parent's own; type and name tell who it is.
  const known = new Map(resources.map(({ urn }) => [identityOf(urn), urn]));
  const exported = resources.map((resource): ExportedResource => {
    const inputs = Object.fromEntries(
      Object.entries(resource.inputs).map(([name, value]) => [
        name,
        resource.secretInputs.includes(name) ? sealed(`v1:${name}`) : value,
      ]),
    );
    return {
      urn: resource.urn,
      type: resource.type,
      custom: resource.custom,
      ...(resource.custom && { id: `${resource.name}-id` }),
      ...(resource.parent && { parent: known.get(identityOf(resource.parent)) ?? resource.parent }),
      ...(resource.protect && { protect: true }),
      dependencies: resource.dependencies,
      inputs,
      outputs: addressed({ ...inputs, ...computed(resource.type, resource.name) }),
    };
  });
  const [stack] = exported.filter(({ type }) => type === "pulumi:pulumi:Stack");
  const root: ExportedResource = {
    urn: stack?.urn ?? "urn:pulumi:test::hougu::pulumi:pulumi:Stack::hougu-test",
    type: "pulumi:pulumi:Stack",
    custom: false,
    outputs: addressed(outputs),
  };
  return {
    version: 3,
    deployment: { resources: [root, ...exported.filter((resource) => resource !== stack)] },
  };
}

/** Mocks compute an address as `public-of-<name>`: here it looks like one, the same wherever it occurs. */
function addressed(values: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(values).replaceAll(/public-of-[\w-]+/g, addressOf);
  return JSON.parse(text) as Record<string, unknown>;
}

function computed(type: string, name: string): Record<string, unknown> {
  switch (type) {
    case "alicloud:ecs/eipAddress:EipAddress":
      return { ipAddress: addressOf(`public-of-${name}`) };
    default:
      return {};
  }
}
