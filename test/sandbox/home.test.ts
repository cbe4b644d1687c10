import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prepareSandbox } from "../../sandbox/home.ts";
import { temporaryFolder } from "../ops/temporary.ts";

test("an engine finds no place for its own logs, in a new sandbox and in one that has some", async () => {
  const home = temporaryFolder();
  const logs = join(home, "pulumi", "logs");
  await mkdir(logs, { recursive: true });
  await writeFile(join(logs, "pulumi-1-preview.log"), "x");
  for (const _ of ["first", "again"]) {
    await prepareSandbox(home);
    expect((await stat(logs)).isFile()).toBe(true);
  }
});
