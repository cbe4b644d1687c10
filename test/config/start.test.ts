import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { put, valuesOf } from "./stack.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Modules of zod that a fresh process loads to read a configuration. */
function zodModules(values: Record<string, unknown>): string[] {
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load(url, context, next) { if (url.includes("/node_modules/zod/")) loaded.push(url); return next(url, context); } });
    const { checkEnvironment } = await import("./components/config/parse.ts");
    const raw = { values: JSON.parse(process.argv[1]), encrypted: new Set(), from: "file" };
    checkEnvironment(raw, { secrets: "ignored" });
    console.log(JSON.stringify(loaded));
  `;
  const args = ["--input-type=module", "--eval", script, JSON.stringify(values)];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" })) as string[];
}

test("a right configuration is read without zod, which costs more than all the rest of the reading", () => {
  expect(zodModules(valuesOf("prod"))).toEqual([]);
});

test("a wrong one is explained with it", () => {
  const values = valuesOf("prod");
  put(values, ["region"], "mars");
  expect(zodModules(values).length).toBeGreaterThan(0);
});
