import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { CLOUD_FOLDER } from "../../sandbox/process/layout.ts";
import { differences, SIMULATOR_FORGETS } from "../../tools/conformance/differences.ts";
import { startTrial, type Trial } from "../../tools/conformance/trial.ts";
import { behindTheBack } from "../lifecycle/behind-the-back.ts";
import { configurationOf, projectFolder } from "./project-on-disk.ts";
import { findRealProviders } from "./real-providers.ts";

const HOUGU = join(import.meta.dirname, "../../ops/bin/hougu.js");

const found = await findRealProviders(process.env);
const missing = "missing" in found ? found.missing : undefined;
const title = `plain \`pulumi\`${missing === undefined ? "" : ` (skipped: ${missing})`}`;

/**
 * Nothing of the sandbox is in the way: the program is index.ts by the language host, the plugins are the real providers,
 * and the cloud is where `hougu cloud --print-env` says. What takes the provider its ten minutes is left out here and is
 * in `npm run test:alicloud`: databases, caches and clusters.
 */
describe.skipIf(missing !== undefined)(title, () => {
  if ("missing" in found) {
    test("brings dev up", () => {});
    return;
  }
  const { judges, vcenter } = found;
  const folder = mkdtempSync(join(tmpdir(), "hougu-cloud-"));
  let serving: ChildProcess | undefined;
  let trial: Trial | undefined;
  let project: string | undefined;
  afterAll(() => {
    trial?.close();
    serving?.kill();
    vcenter.close();
    for (const one of [folder, project]) if (one) rmSync(one, { recursive: true, force: true });
  });

  test("brings dev up on `hougu cloud`, changes nothing the second time, and leaves nothing", async () => {
    const flags = ["cloud", "--folder", folder, "--port", String(await freePort())];
    serving = spawn(process.execPath, [HOUGU, ...flags], { stdio: "ignore" });
    const env = variablesIn(
      execFileSync(process.execPath, [HOUGU, ...flags, "--print-env"], { encoding: "utf8" }),
    );
    project = await projectFolder();
    trial = await startTrial({ judges, stackName: "dev", program: { workDir: project }, env });
    const { stack } = trial;
    await stack.setAllConfig(configurationOf(vcenter, ["data", "images", "kubernetes", "messaging"]));

    const up = await stack.up();
    expect(Object.keys(up.summary.resourceChanges ?? {})).toEqual(["create"]);
    expect(up.outputs.endpoints?.value).toMatchObject({ artist: {}, food: {} });
    expect(await differences(stack, SIMULATOR_FORGETS)).toEqual([]);
    await stack.destroy();

    serving.kill();
    await new Promise((resolve) => serving?.once("exit", resolve));
    const left = await behindTheBack(join(folder, CLOUD_FOLDER), (cloud) =>
      cloud.list().filter(({ type }) => type.startsWith("alicloud:")),
    );
    expect(left).toEqual([]);
  }, 600_000);
});

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  await sleep(0);
  return typeof address === "object" && address ? address.port : 0;
}

/** Lines of `export NAME='value'`, as a shell takes them. */
function variablesIn(lines: string): Record<string, string> {
  return Object.fromEntries(
    [...lines.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
}
