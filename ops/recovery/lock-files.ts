import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenStack } from "../stack/open-stack.ts";
import type { LockHolder } from "./lock.ts";

/** What the engine writes into a lock (pulumi/pulumi, pkg/backend/diy/lock.go). */
interface LockContent {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

/**
 * Who holds the stack, asked without touching it: the engine has no word for that, its file backend writes a file per
 * holder.
 * @returns undefined on other backends, where nobody can tell before an operation is refused
 */
export async function holdersOf({
  stack,
  target,
  env,
}: OpenStack): Promise<readonly LockHolder[] | undefined> {
  const url = env.PULUMI_BACKEND_URL ?? (await stack.workspace.whoAmI()).url;
  if (url === undefined || !url.startsWith("file://")) return undefined;
  const { name: project } = await stack.workspace.projectSettings();
  const folder = path.join(pathOf(url), ".pulumi", "locks", "organization", project, target.name);
  const names = await namesIn(folder);
  const holders = await Promise.all(names.map((name) => readHolder(path.join(folder, name))));
  return holders.filter((holder) => holder !== undefined);
}

/** `file://~` is the engine's own way of saying the home folder, which no URL parser knows. */
function pathOf(url: string): string {
  const rest = url.slice("file://".length);
  return rest.startsWith("~") ? path.join(homedir(), rest.slice(1)) : fileURLToPath(url.split("?")[0] ?? url);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".json"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function readHolder(file: string): Promise<LockHolder | undefined> {
  try {
    const { pid, username, hostname, timestamp } = JSON.parse(await readFile(file, "utf8")) as LockContent;
    return { user: username, host: hostname, pid, since: timestamp };
  } catch (error) {
    // Released, or being written, at this very moment.
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
