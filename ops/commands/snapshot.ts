import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Failure } from "../cli/failure.ts";
import { changedSecrets } from "../snapshot/changed-secrets.ts";
import { readSnapshot, type Snapshot } from "../snapshot/file.ts";
import { keyIdOf, snapshotKey } from "../snapshot/key.ts";
import { redact } from "../snapshot/redact.ts";
import { exportWithSecrets } from "../stack/deployment.ts";
import { openStack } from "../stack/open-stack.ts";
import type { Command } from "./command.ts";

export const snapshotCommand: Command = {
  name: "snapshot",
  summary: {
    en: "Write a copy of the state without any secret, for reviews of strangers' pull requests.",
    zh: "写出不含任何机密的状态副本，供评审外部合并请求使用。",
  },
  description: {
    en: "On the trusted side: reads the state, and replaces every secret and every provider credential by a digest with a key that stays here (HOUGU_SNAPSHOT_KEY, 64 hexadecimal digits; otherwise one is made and kept in HOUGU_HOME). A changed secret has another digest; no value can be read or guessed back. docs/pull-requests.md says who may have the file.",
    zh: "在可信侧运行：读取状态，并用密钥摘要替换所有机密与提供商凭证。密钥只留在本侧（HOUGU_SNAPSHOT_KEY，64 位十六进制；缺省时生成并保存在 HOUGU_HOME）。机密改变则摘要改变；任何值都无法读出或猜出。谁可以持有该文件见 docs/pull-requests.md。",
  },
  options: [
    {
      name: "out",
      type: "string",
      placeholder: "file",
      summary: {
        en: "Where to write; otherwise <stack>.snapshot.json.",
        zh: "输出文件；缺省为 <stack>.snapshot.json。",
      },
    },
    {
      name: "previous",
      type: "string",
      placeholder: "file",
      summary: {
        en: "An earlier snapshot of the same key: says which secrets have changed since.",
        zh: "同一密钥的早前快照：列出此后改变的机密。",
      },
    },
  ],
  examples: [
    {
      line: "npx hougu snapshot --stack prod --out prod.snapshot.json",
      summary: { en: "In a scheduled job that has the credentials.", zh: "在持有凭证的定时任务中运行。" },
    },
  ],
  run: async (context) => {
    const { invocation, terminal } = context;
    const { flags, lang } = invocation;
    const key = await snapshotKey(context);
    const keyId = keyIdOf(key);
    const previous =
      typeof flags.previous === "string" ? await earlier(flags.previous, invocation.stack, keyId) : undefined;
    const open = await openStack(context);
    const { deployment } = await exportWithSecrets(open);
    const snapshot: Snapshot = {
      format: "hougu-snapshot/1",
      stack: invocation.stack,
      takenAt: new Date().toISOString(),
      keyId,
      deployment: redact(deployment, key),
    };
    const file = path.resolve(
      typeof flags.out === "string" ? flags.out : `${path.basename(invocation.stack)}.snapshot.json`,
    );
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(snapshot)}\n`);
    const changed = previous && changedSecrets(previous.deployment, snapshot.deployment);
    const count = snapshot.deployment.resources?.length ?? 0;
    terminal.print(
      lang === "zh" ? `已写出 ${count} 项资源，不含机密：${file}` : `${count} resources, no secret: ${file}`,
      ...(changed ?? []).map((place) => `  ${terminal.style.warn("~")} ${place}`),
    );
    return {
      document: {
        stack: invocation.stack,
        file,
        keyId,
        resources: count,
        ...(changed && { changedSecrets: changed }),
      },
    };
  },
};

/** Digests of another key say nothing about these. */
async function earlier(file: string, stack: string, keyId: string): Promise<Snapshot> {
  const snapshot = await readSnapshot(path.resolve(file), stack);
  if (snapshot.keyId === keyId) return snapshot;
  throw new Failure(
    "usage",
    {
      en: `${file} was made with another key (${snapshot.keyId}, this one is ${keyId}): its digests can't be compared`,
      zh: `${file} 使用了另一个密钥（${snapshot.keyId}，当前为 ${keyId}）：摘要无法比较`,
    },
    {
      hint: {
        en: "set HOUGU_SNAPSHOT_KEY to the key of then, or leave --previous out",
        zh: "将 HOUGU_SNAPSHOT_KEY 设为当时的密钥，或去掉 --previous",
      },
    },
  );
}
