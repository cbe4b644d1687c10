import { rm } from "node:fs/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { afterAll, describe, expect, test } from "vitest";
import { judgedPreview } from "../../tools/conformance/judged-preview.ts";
import { startTrial, type Trial } from "../../tools/conformance/trial.ts";
import { wholeProgram } from "../../tools/conformance/whole-program.ts";
import { configurationOf, projectFolder } from "./project-on-disk.ts";
import { environmentOn, findRealProviders, programOf } from "./real-providers.ts";
import { SECRET_VALUES } from "./recorded.ts";

const folders: string[] = [];
const found = await findRealProviders(process.env);
const missing = "missing" in found ? found.missing : undefined;
// HOUGU_REQUIRE_JUDGES doesn't demand these: CI has not the time to build them. The run's last lines name what is missing.
const title = missing === undefined ? "the real providers" : `the real providers (skipped: ${missing})`;

/** They satisfy the provider's configuration; a preview of new resources calls no API. */
const NO_ACCOUNT = {
  ALICLOUD_ACCESS_KEY: "nobody",
  ALICLOUD_SECRET_KEY: "nothing",
  ALICLOUD_REGION: "cn-hangzhou",
};

/** dev's registry is the personal edition, which costs nothing; the provider would rather see the other one. */
const OUT_OF_USE = /^alicloud:cr\/(namespace:Namespace|repo:Repo) .*This resource has been deprecated/s;

/** The program asks for them, and there is neither a cluster nor a Docker host: the sandbox serves them. */
const NOT_JUDGED = { providers: ["kubernetes", "docker"], vcenters: [] } as const;

describe.skipIf(missing !== undefined)(title, () => {
  if ("missing" in found) {
    test("take the whole program", () => {});
    return;
  }
  const { judges, vcenter } = found;
  const trials: Trial[] = [];
  afterAll(async () => {
    for (const trial of trials) trial.close();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
    vcenter.close();
  });

  async function trialOf(...options: Parameters<typeof startTrial>): Promise<Trial> {
    const trial = await startTrial(...options);
    trials.push(trial);
    return trial;
  }

  test.each(["dev", "prod"] as const)("take everything of %s", async (tier) => {
    const [alicloud, vsphere] = judges;
    const options = { tier, alicloud, vsphere: { judge: vsphere, vcenter }, env: NO_ACCOUNT };
    const { types, warnings } = await wholeProgram(options);
    expect(types.get("hougu:environment:MiniProgram")).toBe(2);
    expect(warnings.filter((warning) => !OUT_OF_USE.test(warning))).toEqual([]);
  });

  test("preview index.ts itself, run by the language host as `pulumi preview` does", async () => {
    const workDir = await projectFolder();
    folders.push(workDir);
    const { stack } = await trialOf({
      judges,
      standIns: NOT_JUDGED,
      stackName: "dev",
      program: { workDir },
      env: NO_ACCOUNT,
    });
    await stack.setAllConfig(configurationOf(vcenter));
    const { types, warnings } = await judgedPreview(stack);
    expect(types.get("hougu:environment:MiniProgram")).toBe(2);
    expect(warnings.filter((warning) => !OUT_OF_USE.test(warning))).toEqual([]);
  });

  test("vSphere: a life from the first machine to the last", async () => {
    // What runs on Alibaba Cloud alone is left out, and the brokers, whose three machines show nothing that others don't.
    const onVsphere = [
      [["artist", "platform"], "vsphere"],
      [["artist", "dns"], undefined],
      [["data", "mysql", "rds"], undefined],
      [["data", "redis"], undefined],
      [["data", "pictures"], undefined],
      [["images"], undefined],
      [["kubernetes"], undefined],
      [["messaging"], undefined],
    ] as const;
    const { stack } = await trialOf({
      judges,
      stackName: "vsphere",
      program: programOf(environmentOn(vcenter, "dev", onVsphere), vcenter),
    });
    const created = await stack.up();
    expect(Object.keys(created.summary.resourceChanges ?? {})).toEqual(["create"]);
    expect(created.outputs.endpoints?.value).toMatchObject({ food: { addresses: ["192.168.50.23"] } });

    // Nothing to do the second time.
    expect(Object.keys((await stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);

    // No secret stands in the state in clear. The Automation API exports with secrets decrypted, each marked.
    const { deployment } = await stack.exportStack();
    const state = JSON.stringify(deployment).replaceAll(
      /"plaintext":"(?:[^"\\]|\\.)*"/g,
      '"plaintext":"..."',
    );
    const decoded = state.replaceAll(/[A-Za-z0-9+/]{16,}={0,2}/g, (word) =>
      Buffer.from(word, "base64").toString("utf8"),
    );
    for (const secret of [
      SECRET_VALUES.vrrpPassword,
      SECRET_VALUES.sessionKey,
      SECRET_VALUES.tls.food.privateKey,
    ]) {
      expect(state).not.toContain(secret);
      expect(decoded).not.toContain(secret);
    }

    // Another guest is another machine, and the next one goes only when the one before is back.
    stack.workspace.program = programOf(
      environmentOn(vcenter, "dev", [...onVsphere, [["food", "tomcat", "sessionTimeoutMinutes"], 31]]),
      vcenter,
    );
    expect(await operationsOf((onEvent) => stack.up({ onEvent }))).toEqual([
      "delete-replaced food-tomcat-1",
      "replace food-tomcat-1",
      "create-replacement food-tomcat-1",
      "delete-replaced food-tomcat-2",
      "replace food-tomcat-2",
      "create-replacement food-tomcat-2",
    ]);

    // What only the edges know changes the standby first.
    stack.workspace.program = programOf(
      environmentOn(vcenter, "dev", [
        ...onVsphere,
        [["food", "tomcat", "sessionTimeoutMinutes"], 31],
        [["food", "edge", "maxBodyMiB"], 6],
      ]),
      vcenter,
    );
    const edges = await operationsOf((onEvent) => stack.up({ onEvent }));
    expect(edges.filter((line) => line.startsWith("create-replacement"))).toEqual([
      "create-replacement food-edge-2",
      "create-replacement food-edge-1",
    ]);

    await stack.destroy();
    const left = (await stack.exportStack()).deployment.resources ?? [];
    expect(left.filter(({ type }: { type: string }) => type !== "pulumi:pulumi:Stack")).toEqual([]);
  });
});

/** What a run does to machines, in order. */
async function operationsOf(
  run: (onEvent: (event: EngineEvent) => void) => Promise<unknown>,
): Promise<string[]> {
  const lines: string[] = [];
  await run(({ resourcePreEvent }) => {
    const metadata = resourcePreEvent?.metadata;
    if (metadata?.type === "vsphere:index/virtualMachine:VirtualMachine" && metadata.op !== "same")
      lines.push(`${metadata.op} ${metadata.urn.split("::").at(-1)}`);
  });
  return lines;
}
