import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, parseDocument } from "yaml";
import type { Cloud } from "../../sandbox/cloud/cloud.ts";
import type { CloudObject } from "../../sandbox/cloud/object.ts";
import type { Settings } from "../../sandbox/cloud/settings.ts";
import { furnishings } from "../../sandbox/cloud/vsphere/inventory.ts";
import { CLOUD_FOLDER, VCENTERS_FILE } from "../../sandbox/process/layout.ts";
import type { KnownVcenters } from "../../sandbox/process/questions.ts";
import { behindTheBack } from "./behind-the-back.ts";

export const ROOT = join(import.meta.dirname, "../..");
const HOUGU = join(ROOT, "ops/bin/hougu.js");

/** How a command ended. */
export interface Ended {
  readonly code: number;
  /** The one document on standard output. */
  readonly document: RunDocument;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the tests read of a command's `--json`. */
export interface RunDocument {
  readonly stack: string;
  readonly summary: Readonly<Record<"create" | "update" | "replace" | "delete" | "same", number>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly policy: { readonly mandatory: readonly unknown[]; readonly advisory: readonly unknown[] };
  readonly durationMs: number;
  readonly changes: readonly {
    readonly name: string;
    readonly type: string;
    readonly change: string;
    readonly properties: readonly string[];
  }[];
  readonly steps: readonly { readonly name: string; readonly step: string }[];
  readonly report?: string;
  readonly recovery?: {
    readonly unlocked: boolean;
    readonly adopted: readonly string[];
    readonly cleared: readonly string[];
  };
  readonly error?: { readonly code: string; readonly message: string };
}

/** Somebody at a terminal with a sandbox and a configuration of their own, which are gone at the end. */
export class Operator {
  readonly home = mkdtempSync(join(tmpdir(), "hougu-lifecycle-"));
  readonly #configDir = join(this.home, "config");

  constructor(stacks: readonly string[] = ["dev"]) {
    mkdirSync(this.#configDir);
    for (const stack of stacks) {
      writeFileSync(this.#file(stack), readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8"));
    }
  }

  /** Changes the stack's configuration as an editor would. @returns what puts it back */
  configure(stack: string, change: (file: Document) => void): () => void {
    const before = readFileSync(this.#file(stack), "utf8");
    const file = parseDocument(before);
    change(file);
    writeFileSync(this.#file(stack), file.toString());
    return () => writeFileSync(this.#file(stack), before);
  }

  /** Runs `hougu <args> --sandbox --json` to its end. */
  async hougu(...args: readonly string[]): Promise<Ended> {
    const child = this.start(...args);
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? -1));
    });
    return { code, stdout, stderr, document: documentIn(stdout, stderr) };
  }

  /** Starts a command and leaves it running. */
  start(...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [HOUGU, ...args, "--sandbox", "--json"], {
      cwd: this.home,
      env: { ...process.env, HOUGU_HOME: this.home, HOUGU_CONFIG_DIR: this.#configDir, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** How the sandbox's cloud behaves from now on. */
  setCloud(settings: Settings): void {
    writeFileSync(join(this.cloudFolder, "settings.json"), JSON.stringify(settings));
  }

  /** Works on the cloud behind everybody's back, when no engine is at it. */
  behindTheBack<T>(work: (cloud: Cloud) => T): Promise<T> {
    return behindTheBack(this.cloudFolder, work);
  }

  /** Every file that the sandbox and the engine have written, as one text: for looking for what must not be there. */
  everythingWritten(): string {
    return readdirSync(this.home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "key")
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
      .join("\n");
  }

  /** What stands in the sandbox's vCenters before any program runs. */
  furnishings(): readonly CloudObject[] {
    const known = readFileSync(join(this.home, "sandbox", VCENTERS_FILE), "utf8");
    return (JSON.parse(known) as KnownVcenters).flatMap((vcenter) => furnishings(vcenter));
  }

  get cloudFolder(): string {
    return join(this.home, "sandbox", CLOUD_FOLDER);
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  #file(stack: string): string {
    return join(this.#configDir, `Pulumi.${stack}.yaml`);
  }
}

function documentIn(stdout: string, stderr: string): RunDocument {
  try {
    return JSON.parse(stdout) as RunDocument;
  } catch (cause) {
    throw new Error(
      `no single JSON document on standard output:\n${stdout}\n--- standard error:\n${stderr}`,
      { cause },
    );
  }
}

/** Process ids below one, whose program's name begins so. */
export function descendants(root: number, name: string): number[] {
  const table = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        // "12 (pulumi) S 11 ...": the fourth field is the parent.
        const [, program = "", parent] =
          /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, "utf8")) ?? [];
        return [{ pid: Number(entry), program, parent: Number(parent) }];
      } catch {
        return [];
      }
    });
  const below = (pid: number): typeof table =>
    table.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root)
    .filter(({ program }) => program.startsWith(name))
    .map(({ pid }) => pid);
}
