/**
 * `node tools/facts/functions.ts --from <folder>`: the facts of the vSphere provider's functions and of its
 * configuration, which its own `-facts` leaves out. A small Go program (`vsphere-functions/main.go`) is built in a copy
 * of the provider's checking build, so with the very module versions of that build, and run once.
 * Writes `sandbox/facts/vsphere-functions.facts.json`. Needs Go.
 */
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { extractVsphereFunctions, type ProviderFacts } from "./extract.ts";
import { factsText } from "./facts-text.ts";

const ROOT = resolve(import.meta.dirname, "../..");

function printedByProvider(from: string): ProviderFacts {
  const { sdk, upstream } = JSON.parse(
    readFileSync(join(from, "vsphere/facts.json"), "utf8"),
  ) as ProviderFacts;
  const work = mkdtempSync(join(tmpdir(), "hougu-functions-"));
  try {
    cpSync(join(from, "facts"), join(work, "facts"), { recursive: true });
    mkdirSync(join(work, "vsphere"));
    for (const file of ["go.mod", "go.sum"]) {
      copyFileSync(join(from, "vsphere", file), join(work, "vsphere", file));
    }
    copyFileSync(join(import.meta.dirname, "vsphere-functions/main.go"), join(work, "vsphere/main.go"));
    const run: ExecFileSyncOptionsWithStringEncoding = {
      cwd: join(work, "vsphere"),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    };
    execFileSync("go", ["build", "-o", "../functions", "."], run);
    return JSON.parse(execFileSync("../functions", [sdk, upstream], run)) as ProviderFacts;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { from: { type: "string" } } });
if (values.from === undefined) {
  console.error("expected --from <folder with vsphere/ and facts/, the provider's checking build>");
  process.exitCode = 2;
} else {
  const text = factsText(extractVsphereFunctions(printedByProvider(resolve(values.from))));
  writeFileSync(join(ROOT, "sandbox/facts/vsphere-functions.facts.json"), text);
  console.log("vsphere-functions.facts.json: written");
}
