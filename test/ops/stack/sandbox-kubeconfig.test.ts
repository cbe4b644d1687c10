import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Failure } from "../../../ops/cli/failure.ts";
import { checkSandboxKubeconfig } from "../../../ops/stack/sandbox-kubeconfig.ts";
import { temporaryFolder } from "../../sandbox/temporary.ts";

const failureOf = (path: string): Promise<Failure> =>
  checkSandboxKubeconfig({ HOUGU_SANDBOX_KUBECONFIG: path }).then(
    () => {
      throw new Error("it was accepted");
    },
    (error) => {
      if (error instanceof Failure) return error;
      throw error;
    },
  );

describe("the sandbox's real API server", () => {
  it("is nobody's business unless it is asked for", async () => {
    await expect(checkSandboxKubeconfig({ KUBECONFIG: "/nowhere" })).resolves.toBeUndefined();
  });

  it("is refused before the engine starts when its kubeconfig isn't one, in both languages", async () => {
    expect(await failureOf("kind.yaml")).toMatchObject({
      exitCode: 2,
      text: { zh: expect.stringMatching(/应为绝对路径/) },
    });
    expect((await failureOf("/nowhere/config")).text.zh).toMatch(/没有这个文件/);
    const path = join(temporaryFolder(), "config");
    writeFileSync(path, "current-context: here\ncontexts: []\nclusters: []\nusers: []\n");
    expect((await failureOf(path)).text.en).toMatch(
      /config: current-context: expected one of \(none\), got here/,
    );
  });
});
