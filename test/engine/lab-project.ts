import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Engine, EngineUnavailable, findEngine } from "../../tools/engine/engine.ts";
import { OWN_LANGUAGE_HOST } from "../../tools/engine/language-host-launcher.ts";
import { temporaryFolder } from "./fake-tools.ts";

const NODE_MODULES = new URL("../../node_modules", import.meta.url).pathname;

/** An engine that is here already; building one is no part of a test. The reason is printed when there is none. */
export async function engineAtHand(): Promise<Engine | undefined> {
  for (const way of ["path", "cache"]) {
    try {
      return await findEngine({ env: { ...process.env, HOUGU_ENGINE_FROM: way }, offline: true });
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
    }
  }
  console.warn("skipped: no Pulumi engine on PATH or in the cache; run `node tools/engine/install.ts` once");
  return undefined;
}

export interface Preview {
  readonly code: number;
  readonly stdout: string;
  readonly steps: readonly { readonly op: string; readonly urn: string }[];
  readonly diagnostics: readonly { readonly message: string; readonly severity: string }[];
}

/** A throw-away project on a file backend, run by the real engine with the language host of this checkout. */
export class LabProject {
  readonly folder = temporaryFolder();
  readonly #engine: Engine;
  readonly #env: NodeJS.ProcessEnv;

  constructor(engine: Engine, files: Readonly<Record<string, string>>, options = "{ typescript: false }") {
    this.#engine = engine;
    this.#env = {
      ...withoutNpm(process.env),
      ...engine.env,
      // An engine with a host of its own gets ours by PATH, which goes before the engine's (and earns a warning).
      ...(engine.env.HOUGU_LANGUAGE_HOST === undefined
        ? { PATH: [dirname(OWN_LANGUAGE_HOST), engine.env.PATH].join(delimiter) }
        : {}),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "lab",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NO_COLOR: "1",
    };
    for (const name of ["home", "state"]) mkdirSync(join(this.folder, name));
    symlinkSync(NODE_MODULES, join(this.folder, "node_modules"));
    this.write(
      "program/Pulumi.yaml",
      `name: lab\nmain: index.ts\nruntime: { name: nodejs, options: ${options} }\n`,
    );
    this.write(
      "program/package.json",
      JSON.stringify({ name: "lab", type: "module", main: "index.ts", dependencies: { yaml: "*" } }),
    );
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  /** Runs `pulumi`, and gives back how it ended and what it wrote. */
  async pulumi(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const run = promisify(execFile)(
      join(this.#engine.root, "bin", "pulumi"),
      [...args, "--non-interactive"],
      {
        cwd: join(this.folder, "program"),
        env: this.#env,
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return await run.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        stdout: error.stdout,
        stderr: error.stderr,
      }),
    );
  }

  async init(): Promise<this> {
    const { code, stderr } = await this.pulumi("stack", "init", "dev");
    if (code !== 0) throw new Error(stderr);
    return this;
  }

  async preview(...args: readonly string[]): Promise<Preview> {
    const { code, stdout, stderr } = await this.pulumi("preview", "--json", ...args);
    const { steps = [], diagnostics = [] } = JSON.parse(
      stdout || JSON.stringify({ diagnostics: [{ message: stderr }] }),
    );
    return { code, stdout, steps, diagnostics };
  }

  /** Starts a preview and leaves it running. */
  startPreview(...args: readonly string[]): ChildProcess {
    return spawn(join(this.#engine.root, "bin", "pulumi"), ["preview", "--non-interactive", ...args], {
      cwd: join(this.folder, "program"),
      env: this.#env,
      stdio: "ignore",
    });
  }
}

/** An environment without what npm tells its scripts: a run of tests by `npm test --silent` would silence npm here too. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name)));
}
