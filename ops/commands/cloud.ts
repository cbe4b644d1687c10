import { existsSync, mkdirSync, statSync, watchFile } from "node:fs";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Lang } from "../../components/locale/localized.ts";
import { accountIn, looksReal } from "../../sandbox/api/account.ts";
import { trustFilesIn } from "../../sandbox/api/certificate.ts";
import { clientEnvironment } from "../../sandbox/api/environment.ts";
import { SandboxClient } from "../../sandbox/process/client.ts";
import { API_LOG_FILE } from "../../sandbox/process/layout.ts";
import { Failure } from "../cli/failure.ts";
import type { Terminal } from "../cli/terminal.ts";
import { guidance } from "../cloud/guidance.ts";
import type { Command, CommandContext } from "./command.ts";

const DEFAULT_PORT = 5880;
const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_REGION = "cn-hangzhou";
/** The log is looked at this often. */
const LOG_MS = 250;

interface Asked {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  /** The sandbox's folder. */
  readonly folder: string;
}

export const cloudCommand: Command = {
  name: "cloud",
  summary: {
    en: "Serve the sandbox cloud over Alibaba Cloud's own HTTP API.",
    zh: "以阿里云自身的 HTTP API 提供沙箱云服务。",
  },
  description: {
    en: "Serves the sandbox's cloud over Alibaba Cloud's own HTTP API until it is interrupted, so that the official Pulumi plugin, Terraform or OpenTofu, the aliyun CLI and the SDKs can work with it. It is the same cloud that --sandbox uses; what one makes the other sees. It listens on the loopback interface, takes only requests signed with its own key, and sends nothing out.",
    zh: "以阿里云自身的 HTTP API 提供沙箱云，直到被中断；官方 Pulumi 插件、Terraform 或 OpenTofu、aliyun CLI 和各语言 SDK 均可连接。它与 --sandbox 使用同一个云，双方互相可见。仅监听回环地址，只接受用其自身密钥签名的请求，不向外发送任何数据。",
  },
  options: [
    {
      name: "port",
      type: "string",
      placeholder: "number",
      default: String(DEFAULT_PORT),
      summary: { en: "TCP port; 0 for any that is free.", zh: "TCP 端口；0 表示任意空闲端口。" },
    },
    {
      name: "host",
      type: "string",
      placeholder: "address",
      default: DEFAULT_HOST,
      summary: {
        en: "Interface to listen on. Another than the loopback one lets others in who have the key.",
        zh: "监听地址。若非回环地址，持有密钥的其他机器也能访问。",
      },
    },
    {
      name: "region",
      type: "string",
      placeholder: "id",
      default: DEFAULT_REGION,
      summary: { en: "Region of requests that don't name one.", zh: "请求未注明地域时使用的地域。" },
    },
    {
      name: "folder",
      type: "string",
      placeholder: "path",
      summary: {
        en: "Folder of the cloud; otherwise the one that --sandbox uses.",
        zh: "云的数据目录；缺省为 --sandbox 所用目录。",
      },
    },
    {
      name: "print-env",
      type: "boolean",
      summary: {
        en: "Write the environment variables that point clients at it, and end.",
        zh: "输出让客户端连接到它的环境变量，然后退出。",
      },
    },
  ],
  examples: [
    {
      line: "npx hougu cloud",
      summary: { en: "Serve it, and say how to use it.", zh: "启动服务，并说明如何使用。" },
    },
    {
      line: 'eval "$(npx hougu cloud --print-env)"',
      summary: {
        en: "Point this shell's Pulumi, Terraform, CLI and SDKs at it.",
        zh: "让当前 shell 中的 Pulumi、Terraform、CLI 和 SDK 连接到它。",
      },
    },
  ],
  run: async (context) => {
    const asked = askedOf(context);
    warnOfRealKey(context);
    return context.invocation.flags["print-env"] === true ? printed(asked, context) : served(asked, context);
  },
};

function askedOf({ invocation: { flags }, home }: CommandContext): Asked {
  const text = (name: string, usual: string): string => {
    const value = flags[name];
    return typeof value === "string" && value !== "" ? value : usual;
  };
  const port = Number(text("port", String(DEFAULT_PORT)));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure(
      "usage",
      {
        en: `--port is ${String(flags.port)}: a number from 0 to 65535 is expected.`,
        zh: `--port 为 ${String(flags.port)}：应为 0 到 65535 的整数。`,
      },
      { hint: { en: `Leave it out for ${DEFAULT_PORT}.`, zh: `省略则使用 ${DEFAULT_PORT}。` } },
    );
  }
  return {
    host: text("host", DEFAULT_HOST),
    port,
    region: text("region", DEFAULT_REGION),
    folder: resolve(text("folder", join(home, "sandbox"))),
  };
}

/** A key of a real account has no business here: it is neither taken nor kept, and somebody should know. */
function warnOfRealKey({ env, terminal, invocation: { lang } }: CommandContext): void {
  const key = env.ALICLOUD_ACCESS_KEY ?? env.ALIBABA_CLOUD_ACCESS_KEY_ID ?? "";
  if (!looksReal(key)) return;
  const line = {
    en: "This shell has a key of a real account. The sandbox takes only its own key and keeps no other; unset the real one while you work here.",
    zh: "当前 shell 含有真实账号的密钥。沙箱只接受自己的密钥，也不会保存其他密钥；请在此期间取消设置真实密钥。",
  }[lang];
  process.stderr.write(`${terminal.style.warn(line)}\n`);
}

function printed({ host, port, region, folder }: Asked, { terminal, invocation }: CommandContext) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const variables = clientEnvironment({ host, port }, accountIn(folder), region, trustFilesIn(folder));
  if (!invocation.json) {
    terminal.print(...Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`));
  }
  return { document: { variables } };
}

async function served(asked: Asked, { terminal, invocation }: CommandContext) {
  const { host, port, region, folder } = asked;
  const client = await SandboxClient.at(folder);
  const listening = await client.ask("api", { host, port, region }).catch((error: unknown) => {
    client.close();
    throw new Failure(
      "operation",
      {
        en: `The API can't listen on ${host}:${port}: ${String(error)}`,
        zh: `API 无法监听 ${host}:${port}：${String(error)}`,
      },
      { hint: { en: "Choose another with --port.", zh: "用 --port 选择其他端口。" } },
    );
  });
  const variables = clientEnvironment(listening, listening.account, region, trustFilesIn(folder));
  const stopFollowing = followLog(join(folder, API_LOG_FILE), terminal, invocation.lang);
  terminal.print(...guidance({ ...listening, region, folder }, invocation.lang, terminal.style));
  const interrupted = new Promise<"interrupted">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve("interrupted"));
  });
  const end = await Promise.race([interrupted, client.closed().then(() => "gone" as const)]);
  stopFollowing();
  client.close();
  if (end === "gone") {
    throw new Failure(
      "operation",
      { en: "The sandbox's process has ended.", zh: "沙箱进程已终止。" },
      {
        hint: { en: "Start it again: everything is in its folder.", zh: "重新启动即可：数据都在其目录中。" },
      },
    );
  }
  return { document: { host: listening.host, port: listening.port, folder, variables } };
}

/** Shows what the API has to say from now on, e.g. which actions it was asked for and doesn't support. */
function followLog(file: string, terminal: Terminal, _lang: Lang): () => void {
  let from = existsSync(file) ? statSync(file).size : 0;
  const watcher = watchFile(file, { interval: LOG_MS, persistent: false }, ({ size }) => {
    if (size <= from) return;
    const begin = from;
    from = size;
    void (async () => {
      const handle = await open(file);
      const { buffer } = await handle.read(Buffer.alloc(size - begin), 0, size - begin, begin);
      await handle.close();
      terminal.print(...buffer.toString("utf8").trimEnd().split("\n").map(terminal.style.faint));
    })();
  });
  return () => watcher.removeAllListeners();
}
