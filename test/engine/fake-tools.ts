import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { PINNED_VERSION } from "../../tools/engine/engine.ts";

/** A folder that vanishes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hougu-engine-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeScript(path: string, body: string): string {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A `pulumi` that says it has that version, in `<folder>/bin`; with a language host beside it unless told otherwise. */
export function fakePulumi(
  folder: string,
  version: string,
  { languageHost = true, bin = "bin" } = {},
): string {
  const directory = join(folder, bin);
  writeScript(join(directory, "pulumi"), `[ "$1" = version ] && echo "${version}"`);
  if (languageHost) writeScript(join(directory, "pulumi-language-nodejs"), "exit 0");
  return directory;
}

/**
 * A `go` that builds a fake pulumi: it names two modules that it downloads and three packages that it compiles, and
 * leaves a line in `builds.log` for each build.
 */
export function fakeGo(
  folder: string,
  { version = "1.26.8", fails = false, builtVersion = PINNED_VERSION } = {},
): string {
  writeScript(
    join(folder, "go"),
    `case "$1" in
  version) echo "go version go${version} linux/amd64" ;;
  list)
    if [ "$3" = -f ]; then printf 'a/x\\nb/y\\nc/z\\n'
    else echo "go: downloading a v1.0.0" >&2; echo "go: downloading b v1.0.0" >&2; fi ;;
  build)
    echo "$GOTOOLCHAIN $GOPROXY" >> "${folder}/builds.log"
    ${fails ? 'echo "pkg/a: cannot find module" >&2; exit 1' : ""}
    echo a/x >&2; echo b/y >&2; echo c/z >&2
    while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done
    /bin/mkdir -p "\${out%/*}"
    printf '#!/bin/sh\\necho v${builtVersion}\\n' > "$out"; /bin/chmod 755 "$out" ;;
esac`,
  );
  return folder;
}
