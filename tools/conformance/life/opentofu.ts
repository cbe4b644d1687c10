import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trustFilesIn } from "../../../sandbox/api/certificate.ts";
import { clientEnvironment } from "../../../sandbox/api/environment.ts";
import { cachedPeers } from "../../peers/cache.ts";
import { Tofu, type TofuRun } from "../../peers/tofu.ts";
import { step } from "../steps.ts";
import { ApiProcess } from "./api-process.ts";

const REGION = "cn-hangzhou";
const CONFIGURATION = join(import.meta.dirname, "..", "..", "..", "test", "api", "opentofu");
/** `plan -detailed-exitcode`: nothing to change. */
const NOTHING_TO_CHANGE = 0;

/** Another tool with a configuration that isn't ours lives on the API: applied, seen unchanged, destroyed. */
export async function lifeOfOpenTofu(): Promise<void> {
  const peers = cachedPeers(process.env);
  if (peers === undefined) {
    console.log("skip  OpenTofu: none has been built (npm run build:peers)");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "hougu-tofu-"));
  const api = await ApiProcess.start(join(folder, "sandbox"), REGION, join(folder, "record"));
  try {
    const trust = trustFilesIn(join(folder, "sandbox"));
    const env = clientEnvironment({ host: "127.0.0.1", port: api.port }, api.account, REGION, trust);
    const tofu = new Tofu(peers, CONFIGURATION, join(folder, "configuration"), env);
    await step("OpenTofu: apply", async () => lastLine(await succeeded(tofu.run("apply", "-auto-approve"))));
    await step("OpenTofu: plan finds nothing to change", async () => {
      const { code, output } = await tofu.run("plan", "-detailed-exitcode");
      if (code !== NOTHING_TO_CHANGE) throw new Error(output);
    });
    await step("OpenTofu: destroy", async () =>
      lastLine(await succeeded(tofu.run("destroy", "-auto-approve"))),
    );
  } finally {
    api.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function succeeded(run: Promise<TofuRun>): Promise<string> {
  const { code, output } = await run;
  if (code !== 0) throw new Error(output);
  return output;
}

function lastLine(output: string): unknown {
  return { said: output.trimEnd().split("\n").at(-1) };
}
