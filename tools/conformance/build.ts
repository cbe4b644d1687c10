import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../engine/cache-folder.ts";
import { withLock } from "../engine/lock.ts";
import type { JudgePart } from "./judge-source.ts";

/** Says to a person what is going on. */
export type Report = (line: string) => void;

/** Modules beside a part that it is built with: a change there is a change of the build. */
const BUILT_WITH: Readonly<Record<JudgePart, readonly string[]>> = {
  alicloud: ["facts"],
  vsphere: ["facts"],
  vcsim: [],
};

/** The executable of a part where the cache has one for exactly these sources. */
export function cachedJudge(
  sources: string,
  part: JudgePart,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const executable = executableOf(sources, part, env);
  return existsSync(executable) ? executable : undefined;
}

function executableOf(
  sources: string,
  part: JudgePart,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const folder = join(cacheFolder(env), "conformance", `${part}-${digest(sources, part)}`);
  return join(folder, part === "vcsim" ? part : `pulumi-resource-${part}`);
}

/**
 * The executable of a part, built when the cache has none for exactly these sources. A build takes from half a minute
 * (`vcsim`) to twenty (`alicloud`, 3 GB of memory); it runs at low priority, and once however many ask for it.
 * @throws with the compiler's last words when it fails.
 */
export async function builtJudge(
  sources: string,
  part: JudgePart,
  env: Readonly<Record<string, string | undefined>>,
  report: Report,
): Promise<string> {
  const executable = executableOf(sources, part, env);
  const folder = dirname(executable);
  if (existsSync(executable)) {
    return executable;
  }
  mkdirSync(folder, { recursive: true });
  await withLock(
    join(folder, "lock"),
    async () => {
      if (!existsSync(executable)) {
        report(`${part}: building (once; kept in ${folder})`);
        const draft = `${executable}.${process.pid}`;
        await goBuild(join(sources, part), draft);
        renameSync(draft, executable);
      }
    },
    (holder) => report(`${part}: waiting for the build of process ${holder.pid}`),
  );
  return executable;
}

function goBuild(folder: string, output: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("nice", ["go", "build", "-ldflags=-s -w", "-o", output, "."], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2000);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      code === 0 ? resolve() : reject(new Error(`go build in ${folder} ended with ${code}: ${said.trim()}`));
    });
  });
}

/** Says the same for the same sources, wherever they are. */
function digest(sources: string, part: JudgePart): string {
  const hash = createHash("sha256");
  for (const folder of [part, ...BUILT_WITH[part]]) {
    const files = readdirSync(join(sources, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) {
      hash
        .update(`${file.slice(sources.length)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex").slice(0, 12);
}
