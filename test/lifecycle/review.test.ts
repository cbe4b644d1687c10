import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CLOUD_FOLDER } from "../../sandbox/process/layout.ts";
import { behindTheBack } from "./behind-the-back.ts";
import { ROOT } from "./operator.ts";

/**
 * dev is up on the sandbox; pull requests are edits in a clone of this repository, each reviewed by the clone's own
 * `hougu review` and taken back.
 */
const folder = mkdtempSync(join(tmpdir(), "hougu-pull-requests-"));
const clone = join(folder, "clone");
const home = join(folder, "home");
const snapshot = join(folder, "dev.snapshot.json");

interface Ended {
  readonly code: number;
  // biome-ignore lint/suspicious/noExplicitAny: the document differs by command; each test says what it reads
  readonly document: any;
  readonly stderr: string;
}

/** `env` is the whole environment of the command, but for what any shell has. */
function hougu(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [join(clone, "ops/bin/hougu.js"), ...args, "--json", "--lang", "en"],
    {
      cwd: clone,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, HOUGU_HOME: home, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      try {
        resolve({ code: code ?? -1, document: JSON.parse(stdout), stderr });
      } catch {
        reject(new Error(`no document: ${stdout}\n${stderr}`));
      }
    });
  });
}

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...identity, ...args], { cwd: clone, encoding: "utf8" });
}

/** An edit that must hit: a test of a change that changes nothing is none. */
function edit(file: string, from: string, to: string): void {
  const path = join(clone, file);
  const before = readFileSync(path, "utf8");
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
}

function comment({ document }: Ended): string {
  return readFileSync(document.files.comment, "utf8");
}

beforeAll(async () => {
  execFileSync("git", ["clone", "--quiet", "--shared", ROOT, clone]);
  // What is edited here and not committed yet is what the test is about.
  const changed = execFileSync("git", ["ls-files", "-mo", "--exclude-standard", "-z"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  for (const file of changed.split("\0").filter(Boolean)) {
    mkdirSync(join(clone, file, ".."), { recursive: true });
    writeFileSync(join(clone, file), readFileSync(join(ROOT, file)));
  }
  symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
  writeFileSync(join(clone, ".git/info/exclude"), "node_modules\n");
  git("add", "-A");
  git("commit", "--quiet", "--allow-empty", "-m", "base");
  expect((await hougu(["up", "--stack", "dev", "--sandbox", "--yes"])).code).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a pull request", () => {
  test("that changes one nginx timeout is one line, and leaves nothing behind", async () => {
    const worktrees = git("worktree", "list");
    edit("components/edge/nginx-configuration.ts", "keepalive_timeout 65s;", "keepalive_timeout 75s;");
    git("commit", "--quiet", "-am", "a timeout");
    const ended = await hougu(["review", "--base", "HEAD~1", "--stack", "dev", "--sandbox", "--sarif"]);
    git("reset", "--quiet", "--hard", "HEAD~1");
    expect(ended.code).toBe(0);
    expect(ended.document).toMatchObject({ verdict: "clear", risks: [] });
    expect(ended.document.changes).toHaveLength(1);
    expect(comment(ended).match(/^- /gm)).toHaveLength(1);
    expect(comment(ended)).toContain("`keepalive_timeout 65s;` → `keepalive_timeout 75s;`");
    expect(JSON.parse(readFileSync(ended.document.files.sarif, "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(git("worktree", "list")).toBe(worktrees);
    expect((await hougu(["preview", "--stack", "dev", "--sandbox"])).document.summary).toMatchObject({
      update: 0,
      replace: 0,
    });
  });

  test("that opens port 22, drops a zone and replaces the database is stopped with these facts first", async () => {
    edit(
      "components/network/firewall-plan.ts",
      "yield* blocks(adminCidrs);",
      'yield* blocks(["0.0.0.0/0"]);',
    );
    edit("Pulumi.dev.yaml", "- cn-hangzhou-k", "- cn-hangzhou-j");
    edit("components/data/mysql-database.ts", 'const ENGINE = "MySQL";', 'const ENGINE = "MariaDB";');
    const ended = await hougu(["review", "--base", "HEAD", "--stack", "dev", "--sandbox"]);
    git("reset", "--quiet", "--hard");
    expect(ended.code).toBe(3);
    expect(ended.document.verdict).toBe("stopped");
    const facts = ended.document.risks.map(({ fact }: { fact: string }) => fact);
    expect(facts[0]).toBe("opens tcp port 22 to the world (0.0.0.0/0)");
    const place = (text: string) => facts.findIndex((fact: string) => fact.includes(text));
    expect(place("replaces the database artist-mysql")).toBeGreaterThan(0);
    expect(place("drops the zone cn-hangzhou-k")).toBeGreaterThan(place("replaces the database"));
    // Behind what else is opened to administrators: brokers' and Prometheus' pages.
    expect(place("drops the zone cn-hangzhou-k")).toBeLessThan(7);
    expect(ended.document.policy.mandatory.map(({ policy }: { policy: string }) => policy)).toContain(
      "no-open-ingress",
    );
  });

  test("whose preview fails says why, and has no check mark", async () => {
    edit("index.ts", "import ", 'if (process.env.HOME) throw new Error("half-way");\nimport ');
    const ended = await hougu(["review", "--base", "HEAD", "--stack", "dev", "--sandbox"]);
    git("reset", "--quiet", "--hard");
    expect(ended.code).toBe(1);
    expect(ended.document.verdict).toBe("failed");
    expect(comment(ended)).toContain("half-way");
    expect(comment(ended)).not.toContain("✓");
  });

  test("against a base that git doesn't know is refused", async () => {
    const ended = await hougu(["review", "--base", "nowhere", "--stack", "dev", "--sandbox"]);
    expect(ended.code).toBe(2);
    expect(ended.document.error.message).toContain("nowhere");
  });
});

test("a stranger's pull request is previewed against a snapshot, and finds no secret", async () => {
  const taken = await hougu(["snapshot", "--stack", "dev", "--sandbox", "--out", snapshot]);
  expect(taken.code).toBe(0);
  const secrets = secretsOf(home);
  expect(secrets.length).toBeGreaterThan(5);

  // Program, policy and configuration are the stranger's: they take whatever they can reach.
  const loot = join(folder, "loot");
  const steal = `
import { appendFileSync as $append, readdirSync as $list, readFileSync as $read } from "node:fs";
for (const root of [process.cwd(), ${JSON.stringify(join(folder, "untrusted"))}, process.env.PULUMI_HOME ?? ""]) {
  try {
    for (const entry of $list(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.parentPath.includes("node_modules")) continue;
      try { $append(${JSON.stringify(loot)}, $read(entry.parentPath + "/" + entry.name)); } catch {}
    }
  } catch {}
}
$append(${JSON.stringify(loot)}, JSON.stringify(process.env));
try { $append(${JSON.stringify(loot)}, $read("/proc/" + process.ppid + "/environ")); } catch {}
`;
  for (const file of ["index.ts", "policy/index.js"]) {
    writeFileSync(join(clone, file), `${steal}\n${readFileSync(join(clone, file), "utf8")}`);
  }
  edit("components/edge/nginx-configuration.ts", "keepalive_timeout 65s;", "keepalive_timeout 75s;");
  const ended = await hougu(["review", "--base", "HEAD", "--stack", "dev", "--snapshot", snapshot], {
    HOUGU_HOME: join(folder, "untrusted"),
    TMPDIR: mkdirIn("untrusted-tmp"),
  });
  git("reset", "--quiet", "--hard");
  expect(comment(ended)).toContain("`keepalive_timeout 65s;` → `keepalive_timeout 75s;`");

  const found = `${readFileSync(loot, "latin1")}${readFileSync(snapshot, "latin1")}${comment(ended)}`;
  // The thief did work: it has what it may have.
  expect(found).toContain("keepalive_timeout 75s;");
  for (const secret of secrets) {
    for (const form of [
      secret,
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      Buffer.from(secret).toString("hex"),
    ]) {
      expect(found.includes(form)).toBe(false);
    }
  }
});

test("what exists is judged without a preview, in the stack and in a file of it", async () => {
  const stack = await hougu(["policy", "--stack", "dev", "--sandbox"]);
  expect({ code: stack.code, policy: stack.document.policy }).toEqual({
    code: 0,
    policy: { mandatory: [], advisory: [] },
  });
  const file = join(folder, "judged.snapshot.json");
  expect((await hougu(["snapshot", "--stack", "dev", "--sandbox", "--out", file])).code).toBe(0);
  const text = readFileSync(file, "utf8");
  expect((await hougu(["policy", "--stack", "dev", "--state", file])).code).toBe(0);
  // The first address of an administrators' block becomes the whole internet's.
  writeFileSync(file, text.replaceAll(/"cidrIp":"10\.[^"]+"/g, '"cidrIp":"0.0.0.0/0"'));
  const opened = await hougu(["policy", "--stack", "dev", "--state", file]);
  expect(opened.code).toBe(3);
  expect(JSON.stringify(opened.document.policy)).toContain("no-open-ingress");
});

test("what somebody changed by hand is drift, told by service and owner, with an exit code of its own", async () => {
  expect((await hougu(["drift", "--stack", "dev", "--sandbox"])).code).toBe(0);
  const tampered = await behindTheBack(join(home, "sandbox", CLOUD_FOLDER), (cloud) => {
    const eip = cloud
      .list()
      .find(
        ({ type, attributes }) =>
          type === "alicloud:eip" && String(attributes.addressName ?? attributes.name).includes("artist"),
      );
    return cloud.tamper("alicloud:eip", eip?.id ?? "", { bandwidth: "1" });
  });
  expect(tampered).toBeDefined();
  const { code, document } = await hougu(["drift", "--stack", "dev", "--sandbox"]);
  expect(code).toBe(4);
  expect(document).toMatchObject({
    drift: true,
    services: [
      {
        service: "artist",
        owner: "platform-team",
        resources: [{ kind: "changed", properties: ["bandwidth"] }],
      },
    ],
  });
});

function mkdirIn(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

/** What the sandbox's stack keeps secret, read as its operator can: the state with secrets shown. */
function secretsOf(at: string): readonly string[] {
  const texts = new Set<string>();
  const program = `
    import { openStack } from "./ops/stack/open-stack.ts";
    import { exportWithSecrets } from "./ops/stack/deployment.ts";
    const invocation = { stack: "dev", sandbox: true, yes: true, json: true, lang: "en", flags: {}, operands: [] };
    const terminal = { live: false, interactive: false, columns: () => 80, rows: () => 24, print: () => {}, write: () => {} };
    const open = await openStack({ invocation, terminal, env: {}, projectRoot: process.cwd(), home: ${JSON.stringify(at)} });
    process.stdout.write(JSON.stringify(await exportWithSecrets(open)));`;
  const stdout = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: clone,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const visit = (value: unknown, inSecret: boolean): void => {
    if (typeof value === "string" && inSecret) texts.add(value);
    if (typeof value !== "object" || value === null) return;
    if ("plaintext" in value && typeof value.plaintext === "string") visit(JSON.parse(value.plaintext), true);
    else for (const inner of Object.values(value)) visit(inner, inSecret);
  };
  visit(JSON.parse(stdout), false);
  // Words and host names around a secret are marked with it; what is generated mixes letters and digits.
  return [...texts].filter(
    (text) =>
      text.length >= 8 &&
      /\d/.test(text) &&
      /[a-z]/i.test(text) &&
      !text.includes(".internal") &&
      text !== "base64",
  );
}
