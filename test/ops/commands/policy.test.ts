import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { Failure } from "../../../ops/cli/failure.ts";
import { policyCommand } from "../../../ops/commands/policy.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { type FakeOptions, fakeStack } from "../fake-open-stack.ts";
import { sealed } from "../state-of.ts";
import { temporaryFolder } from "../temporary.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

/** Where the committed configurations are. */
const ROOT = path.resolve(import.meta.dirname, "../../..");

const RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
const HOST = "alicloud:ecs/instance:Instance";
const urn = (type: string, name: string) => `urn:pulumi:dev::hougu::${type}::${name}`;
const rule = (cidrIp: string) => ({
  urn: urn(RULE, "ssh"),
  type: RULE,
  custom: true,
  inputs: { type: "ingress", ipProtocol: "tcp", portRange: "22/22", cidrIp, description: "ssh" },
});
const host = { urn: urn(HOST, "host"), type: HOST, custom: true, inputs: { userData: sealed("v1:x") } };

async function policy(options: FakeOptions = {}) {
  const fake = fakeStack(options);
  vi.mocked(openStack).mockReset().mockResolvedValue(fake.open);
  const { document, exitCode } = await policyCommand.run(fake.context);
  return { document, exitCode, text: fake.terminal.text(), calls: fake.engine.calls };
}

function stateFile(document: unknown): string {
  const file = path.join(temporaryFolder(), "state.json");
  writeFileSync(file, typeof document === "string" ? document : JSON.stringify(document));
  return file;
}

test("what exists and breaks a mandatory rule ends with the policy's exit code, and nothing is changed", async () => {
  const { document, exitCode, text, calls } = await policy({
    deployment: { resources: [rule("0.0.0.0/0")] },
  });
  expect(exitCode).toBe(3);
  expect(document).toMatchObject({
    resources: 1,
    policy: { mandatory: [{ policy: "no-open-ingress", urn: urn(RULE, "ssh") }] },
    notJudged: [],
  });
  expect(text).toMatch(/✗ mandatory no-open-ingress ssh/);
  expect(calls.every((call) => call.startsWith("stack export"))).toBe(true);
});

test("what keeps the rules passes", async () => {
  const { exitCode, text } = await policy({ deployment: { resources: [rule("10.0.0.0/8")] } });
  expect(exitCode).toBe(0);
  expect(text).toContain("✓ passed");
});

test("a file is judged without an engine; what is encrypted in it is named as not judged", async () => {
  const state = stateFile({ version: 3, deployment: { resources: [rule("0.0.0.0/0"), host] } });
  const sarif = path.join(temporaryFolder(), "deep", "policy.sarif");
  const { document, exitCode, text } = await policy({
    invocation: { lang: "zh", configDir: ROOT, flags: { state, sarif } },
  });
  expect(vi.mocked(openStack)).not.toHaveBeenCalled();
  expect(exitCode).toBe(3);
  expect(document).toMatchObject({
    files: { sarif },
    notJudged: expect.arrayContaining([{ policy: "no-password-login", urn: host.urn }]),
  });
  expect(text).toMatch(/已检查 dev 的 2 项资源/);
  expect(text).toContain("需要文件中加密的内容");
  const log = JSON.parse(readFileSync(sarif, "utf8")) as { runs: [{ results: { ruleId: string }[] }] };
  expect(log.runs[0].results.map(({ ruleId }) => ruleId)).toContain("policy/no-open-ingress");
});

test.each([
  ["is no JSON", "{", "can't be read"],
  ["holds nothing", "null", "holds no state"],
  ["is no state", { deployment: { resources: [{ name: "x" }] } }, "each with urn and type"],
])("a file that %s is refused, with how to write one", async (_, content, expected) => {
  const failure = await policy({
    invocation: { configDir: ROOT, flags: { state: stateFile(content) } },
  }).catch((error) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure.code).toBe("usage");
  expect(failure.text.en).toContain(expected);
  expect(failure.details.hint.en).toContain("pulumi stack export --file");
});
