import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { getMonitor } from "@pulumi/pulumi/runtime/settings.js";
import type { Environment, Secrets, Tier } from "../../components/config/environment.ts";
import { parseEnvironment } from "../../components/config/parse.ts";
import { createEnvironment } from "../../components/environment/create-environment.ts";
import { outputsOf } from "../../components/environment/outputs.ts";
import { put, stack } from "../config/stack.ts";
import { answer, computedOf } from "./cloud-answers.ts";

/** Values of secrets that occur nowhere else, so that a leak can be searched for. */
export const SECRET_VALUES = {
  vrrpPassword: "Vr4pS3cr",
  sessionKey: "5e551011c0ffee5e551011c0ffee0000",
  vspherePassword: "VcenterS3cret",
  dataKey: "d47ac0ffee00112233445566778899aabbccddeeff00112233445566778899aa",
  messagingKey: "ab1ec0ffee00112233445566778899aabbccddeeff00112233445566778899aa",
  brokers: {
    erlangCookie: "C00k1e0fErlang0011223344556677889900",
    authority: "CERTIFICATE-OF-THE-BROKERS-AUTHORITY",
    certificate: "CERTIFICATE-OF-THE-BROKERS",
    privateKey: "PRIVATE-KEY-OF-THE-BROKERS",
  },
  alertAddresses: "oncall https://oapi.dingtalk.com/robot/send?access_token=T0kenOfOncall",
  mailPassword: "Passw0rdOfMail",
  remoteWritePassword: "Passw0rdOfRemoteWrite",
  tls: {
    artist: { certificate: "CERTIFICATE-OF-ARTIST", privateKey: "PRIVATE-KEY-OF-ARTIST" },
    food: { certificate: "CERTIFICATE-OF-FOOD", privateKey: "PRIVATE-KEY-OF-FOOD" },
  },
} as const;

/** A resource as the program registered it. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly custom: boolean;
  /** Inputs in the clear; see `secretInputs`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of inputs that are secrets, whole or in part. */
  readonly secretInputs: readonly string[];
  readonly parent: string;
  readonly provider: string;
  readonly protect: boolean;
  /** URNs, by dependsOn and by properties. */
  readonly dependencies: readonly string[];
  /** URNs of what went into each property. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly deleteBeforeReplace: boolean;
  readonly replaceOnChanges: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly replacementTrigger: unknown;
  readonly aliases: readonly string[];
}

export interface Recording {
  readonly resources: readonly Recorded[];
  ofType(token: string): readonly Recorded[];
  /** The one resource of a type and name. */
  the(token: string, name: string): Recorded;
}

const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

/** The committed configuration of a tier; `changes` are written over it. */
export function environmentOf(
  tier: Tier,
  changes: readonly (readonly [readonly (string | number)[], unknown])[] = [],
) {
  const raw = stack(tier);
  for (const [path, value] of changes) put(raw.values, [...path], value);
  return parseEnvironment(raw, { secrets: "ignored" }).environment;
}

export function secrets(): Secrets {
  const pair = (name: "artist" | "food") => ({
    certificate: pulumi.secret(SECRET_VALUES.tls[name].certificate),
    privateKey: pulumi.secret(SECRET_VALUES.tls[name].privateKey),
  });
  return {
    vrrpPassword: pulumi.secret(SECRET_VALUES.vrrpPassword),
    sessionKey: pulumi.secret(SECRET_VALUES.sessionKey),
    vspherePassword: pulumi.secret(SECRET_VALUES.vspherePassword),
    dataKey: pulumi.secret(SECRET_VALUES.dataKey),
    messagingKey: pulumi.secret(SECRET_VALUES.messagingKey),
    brokers: {
      erlangCookie: pulumi.secret(SECRET_VALUES.brokers.erlangCookie),
      authority: pulumi.secret(SECRET_VALUES.brokers.authority),
      certificate: pulumi.secret(SECRET_VALUES.brokers.certificate),
      privateKey: pulumi.secret(SECRET_VALUES.brokers.privateKey),
    },
    alertAddresses: pulumi.secret(SECRET_VALUES.alertAddresses),
    mailPassword: pulumi.secret(SECRET_VALUES.mailPassword),
    remoteWritePassword: pulumi.secret(SECRET_VALUES.remoteWritePassword),
    tls: { artist: pair("artist"), food: pair("food") },
  };
}

/** Runs a program against mocks and waits until everything is registered. */
export async function record(program: () => unknown): Promise<Recording> {
  const resources: Recorded[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => ({
        id: `${name}-id`,
        state: { ...clear(inputs), ...computedOf(type, name) },
      }),
      call: ({ token, inputs }) => answer(token, inputs),
    },
    "hougu",
    "test",
    false,
  );
  listenTo(resources);
  await pulumi.runtime.runInPulumiStack(async () => {
    await program();
  });
  await pulumi.runtime.disconnect();
  return {
    resources,
    ofType: (token) => resources.filter(({ type }) => type === token),
    the(token, name) {
      const found = resources.filter((resource) => resource.type === token && resource.name === name);
      if (found.length !== 1) throw new Error(`${found.length} resources ${token} named ${name}`);
      return found[0] as Recorded;
    },
  };
}

/** Mocks see types, names and inputs only; options are in the request to the engine, which this listens to. */
function listenTo(resources: Recorded[]): void {
  const monitor = getMonitor() as unknown as {
    registerResource(
      request: RegisterResourceRequest,
      done: (error: Error | null, response: RegisterResourceResponse) => void,
    ): unknown;
  };
  const registerResource = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, done) =>
    registerResource(request, (error, response) => {
      if (error === null) resources.push(recorded(request, response.getUrn()));
      done(error, response);
    });
}

/** The whole of an environment, with what it tells the world. */
export async function recordEnvironment(
  environment: Environment,
): Promise<Recording & { readonly outputs: Record<string, unknown> }> {
  let seen: Promise<Record<string, unknown>> | undefined;
  const recording = await record(() => {
    const outputs = pulumi.output(outputsOf(environment, createEnvironment(environment, secrets())));
    seen = new Promise((resolve) => outputs.apply((value) => resolve({ ...value })));
  });
  return { ...recording, outputs: { ...(await seen) } };
}

function recorded(request: RegisterResourceRequest, urn: string): Recorded {
  const inputs = (request.getObject()?.toJavaScript() ?? {}) as Record<string, unknown>;
  return {
    type: request.getType(),
    name: request.getName(),
    urn,
    custom: request.getCustom(),
    inputs: clear(inputs),
    secretInputs: Object.keys(inputs).filter((key) => holdsSecret(inputs[key])),
    parent: request.getParent(),
    provider: request.getProvider(),
    protect: request.getProtect() ?? false,
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(
      [...request.getPropertydependenciesMap().entries()].map(([name, urns]) => [name, urns.getUrnsList()]),
    ),
    deleteBeforeReplace: request.getDeletebeforereplace() ?? false,
    replaceOnChanges: request.getReplaceonchangesList(),
    ignoreChanges: request.getIgnorechangesList(),
    replacementTrigger: request.getReplacementTrigger()?.toJavaScript(),
    aliases: request.getAliasesList().map((alias) => JSON.stringify(alias.toObject())),
  };
}

function holdsSecret(value: unknown): boolean {
  return JSON.stringify(value)?.includes(SECRET_SIGNATURE) ?? false;
}

/** The same values without the wrappers around secrets. */
function clear<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clear) as T;
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  if (record[SIGNATURE_KEY] === SECRET_SIGNATURE) return clear(record.value) as T;
  return Object.fromEntries(Object.entries(record).map(([key, part]) => [key, clear(part)])) as T;
}
