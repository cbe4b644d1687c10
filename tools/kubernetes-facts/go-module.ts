import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";

/** The folder of a Go module, which Go fetches and checks when it isn't there yet. */
export function moduleFolder(module: string, version: string): string {
  const answer = execFileSync("go", ["mod", "download", "-json", `${module}@${version}`], {
    cwd: tmpdir(),
    env: { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off", GOFLAGS: "-mod=mod" },
    encoding: "utf8",
  });
  const { Dir } = JSON.parse(answer) as { readonly Dir: string };
  return Dir;
}
