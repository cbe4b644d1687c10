import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FILEBEAT_VERSION } from "../../components/logging/filebeat/version.ts";
import { goBuild } from "../go-build.ts";
import { filebeatIn } from "./cache.ts";

const MODULE = "github.com/elastic/beats/v7";
/** What the public checksum database says of the module; all that it needs is locked by the go.sum inside. */
const SUM = "h1:oU7abvFOefngHHxmVuKCEFwQlMhq2vOrzCu5nHdgjXo=";

/** Filebeat under its makers' own lock: their go.mod and go.sum become those of a module that holds our main alone. */
export async function buildFilebeat(): Promise<string> {
  const output = filebeatIn(process.env);
  const folder = mkdtempSync(join(tmpdir(), "hougu-filebeat-"));
  try {
    const beats = fetchModule(folder);
    const lock = readFileSync(join(beats.dir, "go.mod"), "utf8");
    writeFileSync(
      join(folder, "go.mod"),
      `${lock.replace(/^module .*/, "module hougu/log-judges/filebeat")}
require ${MODULE} v${FILEBEAT_VERSION}
`,
    );
    writeFileSync(
      join(folder, "go.sum"),
      `${readFileSync(join(beats.dir, "go.sum"), "utf8")}${MODULE} v${FILEBEAT_VERSION} ${SUM}
${MODULE} v${FILEBEAT_VERSION}/go.mod ${beats.goModSum}
`,
    );
    const source = join(folder, "main");
    mkdirSync(source);
    copyFileSync(join(import.meta.dirname, "filebeat", "main.go"), join(source, "main.go"));
    // The journal's input is only in builds with this tag, as official ones are; its C headers are in libsystemd-dev.
    await goBuild(output, folder, "-mod=mod", "./main", "withjournald");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return output;
}

function fetchModule(folder: string): { readonly dir: string; readonly goModSum: string } {
  const answer = execFileSync("go", ["mod", "download", "-json", `${MODULE}@v${FILEBEAT_VERSION}`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off" },
  });
  const module = JSON.parse(answer) as { Dir: string; Sum: string; GoModSum: string };
  if (module.Sum !== SUM) throw new Error(`${MODULE}: its sum is ${module.Sum}, expected ${SUM}`);
  return { dir: module.Dir, goModSum: module.GoModSum };
}
