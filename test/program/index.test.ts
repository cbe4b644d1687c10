import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, test, vi } from "vitest";
import { hostNamesOf } from "../../components/config/host-names.ts";
import { alertSecrets } from "../config/alert-secrets.ts";
import { brokerSecrets } from "../config/broker-secrets.ts";
import { selfSigned } from "../config/certificates.ts";
import { valuesOf } from "../config/stack.ts";
import { record, SECRET_VALUES } from "./recorded.ts";

beforeEach(() => {
  // The program runs when it is imported.
  vi.resetModules();
});

/** Hands the program a stack's configuration as the engine does: texts as they are, everything else as JSON. */
function configure(tier: "dev" | "prod", changes: Readonly<Record<string, unknown>> = {}): void {
  const values = valuesOf(tier);
  const hosts = (name: string) =>
    hostNamesOf({ entry: { kind: "pair" }, ...(values[name] as { domain: string }) });
  const secrets = {
    vrrpPassword: SECRET_VALUES.vrrpPassword,
    sessionKey: SECRET_VALUES.sessionKey,
    vspherePassword: SECRET_VALUES.vspherePassword,
    dataKey: SECRET_VALUES.dataKey,
    ...brokerSecrets(values.messaging),
    ...alertSecrets(values.observability),
    tls: { artist: selfSigned(...hosts("artist")), food: selfSigned(...hosts("food")) },
  };
  const config = Object.entries({ ...values, ...secrets, ...changes }).map(([key, value]) => [
    `hougu:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(
    Object.fromEntries(config),
    Object.keys(secrets).map((key) => `hougu:${key}`),
  );
}

test.each(["dev", "prod"] as const)("index.ts is the whole program of %s", async (tier) => {
  configure(tier);
  let outputs: Record<string, unknown> = {};
  const { resources } = await record(async () => {
    outputs = await import("../../index.ts");
  });
  expect(Object.keys(outputs).sort()).toEqual(["endpoints", "machines", "outboundAddresses", "region"]);
  const names = resources
    .filter(({ type }) => type === "hougu:environment:MiniProgram")
    .map(({ name }) => name);
  expect(names.sort()).toEqual(["artist", "food"]);
});

test("a configuration with a mistake stops the program before it makes anything", async () => {
  configure("dev", { zones: ["cn-beijing-a"] });
  let failure: unknown;
  const { resources } = await record(async () => {
    await import("../../index.ts").catch((error: unknown) => {
      failure = error;
    });
  });
  expect(pulumi.RunError.isInstance(failure)).toBe(true);
  expect(String(failure)).toContain("hougu:zones[0]");
  expect(resources.filter(({ type }) => type !== "pulumi:pulumi:Stack")).toEqual([]);
});
