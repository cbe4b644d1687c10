import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../../", import.meta.url);

/** A pack with this repository's rules and exemptions of its own. */
export interface ScratchPack {
  readonly folder: string;
  remove(): Promise<void>;
}

/** @param prod the text of `exemptions/prod.json` */
export async function scratchPack(prod: string): Promise<ScratchPack> {
  const folder = await mkdtemp(join(tmpdir(), "hougu-pack-"));
  const at = (path: string) => fileURLToPath(new URL(path, ROOT));
  await copyFile(at("policy/PulumiPolicy.yaml"), join(folder, "PulumiPolicy.yaml"));
  await copyFile(at("policy/package.json"), join(folder, "package.json"));
  await symlink(at("node_modules"), join(folder, "node_modules"));
  const serve = new URL("policy/serve.ts", ROOT).href;
  await writeFile(
    join(folder, "index.js"),
    `import { serve } from ${JSON.stringify(serve)};\nserve(new URL(import.meta.url));\n`,
  );
  await mkdir(join(folder, "exemptions"));
  await writeFile(join(folder, "exemptions", "prod.json"), prod);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
