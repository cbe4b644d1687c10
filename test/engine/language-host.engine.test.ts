import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { engineAtHand, LabProject } from "./lab-project.ts";

const engine = await engineAtHand();

const COMPONENT = `
import * as pulumi from "@pulumi/pulumi";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
interface Args { readonly size: number }
class Box extends pulumi.ComponentResource {
  constructor(name: string, args: Args, opts?: ComponentResourceOptions) {
    super("lab:index:Box", name, { ...args }, opts);
    this.registerOutputs({});
  }
}
new Box("box", { size: 3 });
export const size: number = 3;
`;

const PACK = `
import { PolicyPack } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
const limit: number = 2;
console.error(\`pack sees \${pulumi.getProject()}/\${pulumi.getStack()} \${new pulumi.Config("lab").require("word")}\`);
new PolicyPack("lab-pack", { policies: [{
  name: "small-boxes", description: "Boxes are small.", enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (type === "lab:index:Box" && Number(props.size) > limit) report(\`size \${props.size} is more than \${limit}\`);
  },
}] });
`;

/** A policy pack in TypeScript; \`options\` are its runtime options. */
function pack(options: string, source = PACK): Record<string, string> {
  return {
    "program/Pulumi.dev.yaml": "config: { lab:word: hello }\n",
    "pack/PulumiPolicy.yaml": `runtime: { name: nodejs, options: ${options} }\n`,
    "pack/package.json": JSON.stringify({
      name: "lab-pack",
      version: "0.0.1",
      type: "module",
      main: "index.js",
    }),
    "pack/index.js": 'import "./pack.ts";\n',
    "pack/pack.ts": source,
  };
}

describe.skipIf(engine === undefined)("the language host under the real engine", () => {
  const project = async (files: Record<string, string>, options?: string) =>
    await new LabProject(engine as NonNullable<typeof engine>, files, options).init();
  const names = ({ steps }: { steps: readonly { urn: string }[] }) =>
    steps.map(({ urn }) => urn.split("::").at(-1));

  it("runs a program without resources", async () => {
    const lab = await project({ "program/index.ts": "export const answer: number = 42;\n" });
    const preview = await lab.preview();
    expect([preview.code, names(preview)]).toEqual([0, ["lab-dev"]]);
  });

  it.runIf(engine?.env.HOUGU_LANGUAGE_HOST)(
    "earns no warning from an engine that it stands beside",
    async () => {
      const lab = await project({ "program/index.ts": "" });
      expect((await lab.preview()).diagnostics).toEqual([]);
    },
  );

  it("runs ES modules in TypeScript with a component, and again after an update", async () => {
    const lab = await project({ "program/index.ts": COMPONENT });
    expect(names(await lab.preview())).toEqual(["lab-dev", "box"]);
    expect((await lab.pulumi("up", "--yes", "--skip-preview")).code).toBe(0);
    expect(JSON.parse((await lab.pulumi("stack", "output", "--json")).stdout)).toEqual({ size: 3 });
    expect((await lab.preview()).steps.every(({ op }) => op === "same")).toBe(true);
  });

  it("hands over configuration, secrets, stack, arguments of Node and the folder", async () => {
    const lab = await project(
      {
        "program/index.ts": `
          import * as pulumi from "@pulumi/pulumi";
          const config = new pulumi.Config("lab");
          export const word = config.require("word");
          export const hidden = config.requireSecret("hidden");
          export const asked = [pulumi.getProject(), pulumi.getStack(), pulumi.runtime.isDryRun(), process.execArgv.includes("--title=lab run")];
          export const inFolder = process.cwd() === import.meta.dirname;
          export const argumentsHoldNoSecret = !process.argv.join(" ").includes("topsecret");
        `,
      },
      `{ typescript: false, nodeargs: '"--title=lab run"' }`,
    );
    await lab.pulumi("config", "set", "lab:word", "hello");
    await lab.pulumi("config", "set", "--secret", "lab:hidden", "topsecret");
    const { code, stdout } = await lab.pulumi("up", "--yes", "--skip-preview");
    expect([code, stdout.includes("topsecret")]).toEqual([0, false]);
    const outputs = await lab.pulumi("stack", "output", "--json", "--show-secrets");
    expect(JSON.parse(outputs.stdout)).toEqual({
      word: "hello",
      hidden: "topsecret",
      asked: ["lab", "dev", false, true],
      inFolder: true,
      argumentsHoldNoSecret: true,
    });
  });

  it("shows an error that a person can mend once, without a stack trace", async () => {
    const lab = await project({
      "program/index.ts": `import * as pulumi from "@pulumi/pulumi"; throw new pulumi.RunError("mend hougu:region");`,
    });
    const { code, diagnostics } = await lab.preview();
    expect(code).toBe(1);
    expect(
      diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim()),
    ).toEqual(["error: mend hougu:region"]);
  });

  it("shows a defect once, with its stack trace", async () => {
    const lab = await project({
      "program/index.ts": "const text: string = 'oops';\nthrow new TypeError(text);\n",
    });
    const { code, diagnostics } = await lab.preview();
    expect(code).toBe(1);
    expect(diagnostics.filter(({ message }) => message.includes("oops"))).toHaveLength(1);
    expect(diagnostics.map(({ message }) => message).join("")).toContain("index.ts:2");
  });

  it("reports a program that ends by itself", async () => {
    const lab = await project({ "program/index.ts": "process.exit(7);\n" });
    const { code, diagnostics } = await lab.preview();
    expect(code).toBe(1);
    expect(diagnostics.map(({ message }) => message).join("")).toContain("the program exited with code 7");
  });

  it("passes on what a program writes", async () => {
    const lab = await project({ "program/index.ts": `console.log("to the people"); console.error("事");\n` });
    const messages = (await lab.preview()).diagnostics.map(({ message }) => message.trim());
    expect(messages).toEqual(expect.arrayContaining(["to the people", "事"]));
  });

  it("refuses options that it can't read", async () => {
    const lab = await project({ "program/index.ts": "" }, "{ typescript: false, packagemanager: pip }");
    const { code, diagnostics } = await lab.preview();
    expect(code).toBe(1);
    expect(diagnostics.map(({ message }) => message).join("")).toContain(
      'runtime.options.packagemanager: expected one of auto, npm, pnpm, yarn, bun, got "pip"',
    );
  });

  it("installs a program's dependencies", async () => {
    const lab = await project({
      "program/index.ts": "",
      "program/package.json": JSON.stringify({ name: "lab", version: "1.0.0" }),
    });
    const { code, stdout } = await lab.pulumi("install", "--no-plugins");
    expect(code).toBe(0);
    expect(stdout).toContain("up to date");
    expect(existsSync(join(lab.folder, "program", "package-lock.json"))).toBe(true);
  });

  it("tells about Node and the program's plugins", async () => {
    const lab = await project({ "program/index.ts": "" });
    const about = JSON.parse((await lab.pulumi("about", "--json", "--transitive")).stdout);
    expect(about.runtime).toMatchObject({ language: "nodejs", version: process.version });
    expect(about.plugins.map(({ name }: { name: string }) => name)).toContain("alicloud");
    expect(about.dependencies.map(({ name }: { name: string }) => name)).toContain("yaml");
  });

  describe.each([
    ["left to Node", "{ typescript: false }"],
    ["by Pulumi's own runner", "{ typescript: true }"],
  ])("a policy pack in TypeScript, %s", (_, options) => {
    it("stops a preview, and knows stack and configuration", async () => {
      const lab = await project({ "program/index.ts": COMPONENT, ...pack(options) });
      const { code, stdout } = await lab.pulumi("preview", "--policy-pack", join(lab.folder, "pack"));
      expect(code).toBe(1);
      expect(stdout).toContain("[mandatory]  small-boxes  (lab:index:Box: box)");
      expect(stdout).toContain("size 3 is more than 2");
      expect(stdout).toContain("pack sees lab/dev hello");
    });

    it("lets a preview pass that keeps the rules", async () => {
      const files = { "program/index.ts": COMPONENT.replace("size: 3", "size: 2"), ...pack(options) };
      const lab = await project(files);
      expect((await lab.pulumi("preview", "--policy-pack", join(lab.folder, "pack"))).code).toBe(0);
    });

    it("stops a preview when the pack itself is broken, and says why", async () => {
      const lab = await project({
        "program/index.ts": COMPONENT,
        ...pack(options, 'throw new Error("broken pack");'),
      });
      const { code, stdout, stderr } = await lab.pulumi("preview", "--policy-pack", join(lab.folder, "pack"));
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain("broken pack");
      expect(stdout + stderr).toMatch(/the policy pack exited with code \d+/);
    });
  });

  describe("ends with the engine", () => {
    // The program, a process that the program starts, and the pack: each leaves its number.
    const leaveNumber = (name: string) =>
      `import fs from "node:fs"; fs.writeFileSync(new URL("../${name}.pid", import.meta.url), String(process.pid));`;
    const files = {
      "program/index.ts": `${leaveNumber("program")}
        import { spawn } from "node:child_process";
        const child = spawn("sleep", ["600"], { stdio: "ignore" });
        fs.writeFileSync(new URL("../child.pid", import.meta.url), String(child.pid));
        fs.writeFileSync(new URL("../host.pid", import.meta.url), String(process.ppid));
        setInterval(() => {}, 1000);`,
      ...pack("{ typescript: false }", leaveNumber("pack") + PACK),
    };

    it.each(["SIGKILL", "SIGINT"] as const)(
      "on %s: program, its children, pack and host are gone",
      async (signal) => {
        const lab = await project(files);
        const pids = ["program", "child", "host", "pack"].map((name) => join(lab.folder, `${name}.pid`));
        const running = lab.startPreview("--policy-pack", join(lab.folder, "pack"));
        const ended = new Promise((resolve) => running.once("exit", resolve));
        await until(() => pids.every((path) => existsSync(path) && readFileSync(path, "utf8") !== ""));
        const numbers = pids.map((path) => Number(readFileSync(path, "utf8")));
        expect(numbers.every(isRunning)).toBe(true);
        running.kill(signal);
        await ended;
        await until(() => !numbers.some(isRunning));
        expect(numbers.filter(isRunning)).toEqual([]);
      },
    );
  });
});

/** Waits for what must come; the test's own time limit ends what never does. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that nobody has waited for is a zombie: gone all the same.
    return !/^State:\s+Z/m.test(
      existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "",
    );
  } catch {
    return false;
  }
}
