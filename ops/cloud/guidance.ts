import type { Lang } from "../../components/locale/localized.ts";
import type { Style } from "../cli/style.ts";

/** What is said about a server that listens. */
interface Served {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  readonly folder: string;
}

/** How each kind of client is pointed at a server. */
export function guidance({ host, port, region, folder }: Served, lang: Lang, style: Style): string[] {
  const address = `${host}:${port}`;
  const english = lang === "en";
  const heading = (text: string): string => style.strong(text);
  const command = (text: string): string => `  ${style.accent(text)}`;
  return [
    english
      ? `${style.good("listening")} on http://${address}, region ${region}, cloud in ${folder}`
      : `${style.good("已监听")} http://${address}，地域 ${region}，云数据目录 ${folder}`,
    "",
    heading(english ? "Credentials and endpoints, in another shell" : "在另一个终端设置凭证与接入点"),
    command(`eval "$(npx hougu cloud --print-env --port ${port})"`),
    "",
    heading(english ? "Pulumi: this program, with the official plugin" : "Pulumi：使用官方插件运行本程序"),
    command("pulumi up -s dev"),
    "",
    heading("Terraform, OpenTofu"),
    command('provider "alicloud" { protocol = "HTTP" }'),
    "",
    heading("aliyun CLI"),
    command(
      `aliyun vpc DescribeVpcs --endpoint ${address} --secure=false --region ${region} --access-key-id $ALICLOUD_ACCESS_KEY --access-key-secret $ALICLOUD_SECRET_KEY`,
    ),
    "",
    heading(english ? "Official SDKs" : "官方 SDK"),
    command(`new Config({ endpoint: "${address}", protocol: "HTTP", accessKeyId, accessKeySecret })`),
    "",
    english ? "Ctrl-C ends it; the cloud stays in its folder." : "Ctrl-C 结束服务；云数据保留在其目录中。",
  ];
}
