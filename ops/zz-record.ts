import { writeFileSync } from "node:fs";
import { openStack } from "/work/main/ops/stack/open-stack.ts";
import { terminalOf } from "/work/main/ops/cli/terminal.ts";
const [,, kind, out] = process.argv;
const context = { invocation: { stack: "prod", sandbox: true, yes: true, json: true, lang: "en", flags: {}, operands: [] }, terminal: terminalOf(process as any, process.env, true), env: process.env, projectRoot: "/work/main", home: process.env.HOUGU_HOME! } as any;
const open = await openStack(context);
const events: any[] = [];
const common = { onEvent: (e: any) => events.push(e), color: "never" as const, configFile: open.configFile };
try {
  if (kind === "up") await open.stack.up({ ...common, policyPacks: ["policy"], showSecrets: false });
  if (kind === "preview") await open.stack.preview({ ...common, policyPacks: ["policy"] });
  if (kind === "refresh") await open.stack.refresh({ ...common, showSecrets: false });
  if (kind === "destroy") await open.stack.destroy({ ...common, showSecrets: false });
} catch (e) { console.error(String((e as Error).message).slice(0, 800)); }
writeFileSync(out!, JSON.stringify(events, null, 1));
console.error(events.length, "events");
