/** `npm run cloud:docs`: runs the API's tests, notes which actions each calls, and writes docs/cloud-api.md. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SERVICES } from "../../sandbox/api/services.ts";
import { LIFE_RECORDS } from "../conformance/life/records.ts";
import { coverageOf, type Exercised } from "./coverage.ts";
import { renderCoverage } from "./render.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const PAGE = join(ROOT, "docs", "cloud-api.md");

const folder = mkdtempSync(join(tmpdir(), "hougu-exercised-"));
try {
  const { status } = spawnSync("npx", ["vitest", "run", "--project", "unit", ...apiTests()], {
    cwd: ROOT,
    env: { ...process.env, HOUGU_EXERCISED: folder },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error("the API's tests have failed: nothing is written");
  writeFileSync(PAGE, renderCoverage(coverageOf(SERVICES, exercisedIn(folder, LIFE_RECORDS))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** All but the one that wants this page to be there. */
function apiTests(): string[] {
  return readdirSync(join(ROOT, "test", "api"))
    .filter((name) => name.endsWith(".test.ts") && name !== "coverage.test.ts")
    .map((name) => join("test", "api", name));
}

/** Callers by action, of the records in some folders: a file a caller. */
function exercisedIn(...folders: readonly string[]): Exercised {
  const callers = new Map<string, Set<string>>();
  for (const one of folders) {
    for (const caller of filesIn(one)) {
      for (const line of readFileSync(join(one, caller), "utf8").split("\n")) {
        const [product = "", action = ""] = line.split(" ");
        if (action === "") continue;
        const key = `${product} ${action}`;
        callers.set(key, (callers.get(key) ?? new Set()).add(caller));
      }
    }
  }
  return callers;
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
