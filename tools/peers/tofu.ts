import { spawn } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Peers } from "./cache.ts";

/** How a run of OpenTofu ended. */
export interface TofuRun {
  readonly code: number;
  readonly output: string;
  readonly milliseconds: number;
}

/** A configuration in a folder of its own, with the provider that was built here in place of a downloaded one. */
export class Tofu {
  readonly #peers: Peers;
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;

  /** @param configuration a folder of `.tf` files, copied */
  constructor(peers: Peers, configuration: string, folder: string, env: Readonly<Record<string, string>>) {
    this.#peers = peers;
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    cpSync(configuration, folder, { recursive: true });
    const settings = join(folder, "tofu.rc");
    writeFileSync(
      settings,
      `provider_installation {\n  dev_overrides {\n    "aliyun/alicloud" = ${JSON.stringify(peers.providers)}\n  }\n  direct {}\n}\n`,
    );
    this.#env = { ...env, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
  }

  run(...args: readonly string[]): Promise<TofuRun> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const child = spawn(this.#peers.tofu, [...args, "-no-color", "-input=false"], {
        cwd: this.#folder,
        env: { PATH: process.env.PATH ?? "", HOME: this.#folder, ...this.#env },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      }
      child.once("error", reject);
      child.once("close", (code) =>
        resolve({ code: code ?? -1, output, milliseconds: performance.now() - began }),
      );
    });
  }
}
