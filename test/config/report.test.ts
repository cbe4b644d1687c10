import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseEnvironment } from "../../components/config/parse.ts";
import { ConfigError } from "../../components/config/problem.ts";
import { parseStackFile } from "../../components/config/stack-file.ts";
import { fileOf } from "./stack.ts";

/** dev with seven mistakes of different kinds, as a person makes them in one sitting. */
function careless(): string {
  const changes: readonly (readonly [string, string])[] = [
    ["hougu:region: cn-hangzhou", "hougu:region: cn-shanghai"],
    ["- 10.8.0.0/24 # the company's VPN", "- 0.0.0.0/0"],
    ["    gateway: 192.168.50.1", "    gateway: 192.168.5.1"],
    ["    platform: alicloud", "    platform: alicoud"],
    ["    monthlyCny: 3000", '    monthlyCny: "3000"'],
    ["    logsDays: 30", "    logDays: 30"],
    ["  hougu:contacts:", "  hougu:sessionKey: 00112233445566778899aabbccddeeff\n  hougu:contacts:"],
  ];
  return changes.reduce(
    (text, [from, to]) => {
      if (!text.includes(from))
        throw new Error(`Pulumi.dev.yaml has no line ${from} any more: adapt this test`);
      return text.replace(from, to);
    },
    readFileSync(fileOf("dev"), "utf8"),
  );
}

function errorOf(): ConfigError {
  try {
    parseEnvironment(parseStackFile(careless(), "Pulumi.dev.yaml"));
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

for (const lang of ["en", "zh"] as const) {
  test(`several mistakes are reported together, in ${lang}`, async () => {
    await expect(`${errorOf().format(lang)}\n`).toMatchFileSnapshot(`./golden/careless.${lang}.txt`);
  });
}

test("the report names every mistake once and shows no secret", () => {
  const { problems, message } = errorOf();
  expect(problems.map(({ key }) => key)).toEqual([...new Set(problems.map(({ key }) => key))]);
  expect(message).toBe(errorOf().format("en"));
  expect(message).not.toContain("00112233445566778899aabbccddeeff");
});
