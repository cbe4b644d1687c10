import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Builds a Go program into the cache, once; behind everything else that the machine has to do. A build that is broken off
 * leaves nothing at `output`.
 *
 * @param mode how go.mod is treated, e.g. `-mod=readonly`
 * @param tags build tags, with commas between them
 * @param target the main package
 */
export async function goBuild(
  output: string,
  folder: string,
  mode: string,
  target: string,
  tags = "",
): Promise<void> {
  if (existsSync(output)) return;
  mkdirSync(dirname(output), { recursive: true });
  const draft = `${output}.${process.pid}`;
  console.log(`${output}: building`);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(
      "nice",
      ["go", "build", "-trimpath", mode, "-tags", tags, "-ldflags=-s -w", "-o", draft, target],
      {
        cwd: folder,
        env: { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off" },
        stdio: "inherit",
      },
    );
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build ended with ${code}`));
    });
  });
  renameSync(draft, output);
}
