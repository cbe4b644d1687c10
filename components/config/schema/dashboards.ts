import { choice, group, optional, text, withDefault } from "./field.ts";

const ARCHIVE = /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?\/[A-Za-z0-9._~/-]+\.tar\.gz$/;
const FOLDER = /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~-]+)*$/;
const SHA256 = /^[0-9a-f]{64}$/;
const TRACE = /^https:\/\/[^\s"'<>]{1,300}\{trace\}[^\s"'<>]{0,100}$/;

/** `hougu:observability.dashboards`. */
export const dashboards = group(
  {
    language: withDefault(
      choice(["zh", "en"], { about: { en: "Language of the pages.", zh: "仪表盘所用语言。" } }),
      "zh",
    ),
    package: group(
      {
        url: text(ARCHIVE, {
          about: {
            en: "The vendor's archive of Grafana 9.4 or later for Linux on amd64, or a mirror of your own.",
            zh: "Grafana 9.4 或更新版本（Linux amd64）的官方压缩包地址，或自建镜像。",
          },
          expected: { en: "an https address of a .tar.gz", zh: ".tar.gz 的 https 地址" },
          example: "https://dl.grafana.com/oss/release/grafana-11.6.0.linux-amd64.tar.gz",
        }),
        sha256: text(SHA256, {
          about: {
            en: "SHA-256 of the archive, as the vendor's download page has it; anything else isn't installed.",
            zh: "压缩包的 SHA-256，以官方下载页为准；不符则不安装。",
          },
          expected: { en: "64 hexadecimal digits", zh: "64 位十六进制数字" },
          example: "0".repeat(64),
        }),
      },
      { about: { en: "Where Grafana comes from.", zh: "Grafana 的来源。" } },
    ),
    pages: text(FOLDER, {
      about: {
        en: "Folder of the web, reached from the monitoring machines, where the file that `npm run dashboards:file -- <stack>` writes is published: user data has no room for it. Its name is its SHA-256, so an old folder may keep old ones.",
        zh: "监控主机可访问的网络目录，用于发布 `npm run dashboards:file -- <stack>` 生成的文件（user data 放不下）。文件名即其 SHA-256，旧文件可以保留。",
      },
      expected: { en: "an https address without a slash at its end", zh: "不以斜杠结尾的 https 地址" },
      example: "https://hougu-artifacts.oss-cn-hangzhou-internal.aliyuncs.com/dashboards",
    }),
    traceView: optional(
      text(TRACE, {
        about: {
          en: "Address of a trace in the console that shows traces, with {trace} in place of its id: exemplars link to it.",
          zh: "链路控制台中单条链路的地址，以 {trace} 代替链路 ID；exemplar 链接到该地址。",
        },
        expected: { en: "an https address with {trace} in it", zh: "含 {trace} 的 https 地址" },
        example: "https://arms.console.aliyun.com/#/tracing/detail/{trace}",
      }),
    ),
  },
  {
    about: {
      en: "Grafana with all pages on each monitoring machine, for administrators; needs hougu:observability.metrics.",
      zh: "每台监控主机上的 Grafana 与全部仪表盘，供管理员使用；需要 hougu:observability.metrics。",
    },
  },
);
