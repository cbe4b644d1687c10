import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { executablesOnPath } from "../../tools/engine/executables.ts";
import { readPackageJson, requiredPackage } from "../../tools/engine/language-host/installed-packages.ts";
import { type Finding, type Patient, same } from "./finding.ts";

/** The providers of a real account; the sandbox brings its own. */
const PROVIDERS = ["alicloud", "vsphere"] as const;
type Provider = (typeof PROVIDERS)[number];

/** What only a real account needs: the official provider plugins, and credentials. Of these, names only are shown. */
export function accountFindings(patient: Patient): Finding[] {
  return [
    ...PROVIDERS.map((provider) => plugin(provider, patient)),
    alicloudCredentials(patient),
    vsphereCredentials(patient),
  ];
}

function plugin(provider: Provider, { env, projectRoot }: Patient): Finding {
  const title = { en: `${provider} provider plugin`, zh: `${provider} 提供程序插件` };
  const onPath = executablesOnPath(`pulumi-resource-${provider}`, env)[0];
  const installed = installedPlugins(env).filter((name) => name.startsWith(`resource-${provider}-v`));
  const found = [...(onPath ? [onPath] : []), ...installed];
  if (found.length > 0)
    return { id: `plugin-${provider}`, state: "ok", title, detail: same(found.join(", ")) };
  const manifest = readPackageJson(join(projectRoot, "node_modules", "@pulumi", provider));
  const version =
    (manifest && requiredPackage(manifest)?.version) ?? (manifest?.version ? `v${manifest.version}` : "");
  return {
    id: `plugin-${provider}`,
    state: "warning",
    title,
    detail: {
      en: "not installed; only a real account needs it, and the official CLI fetches it by itself",
      zh: "未安装；仅真实账号需要，官方 CLI 会自动获取",
    },
    remedy: same(`pulumi plugin install resource ${provider} ${version}`.trim()),
  };
}

function installedPlugins(env: Patient["env"]): string[] {
  const pulumiHome = env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi");
  try {
    return readdirSync(join(pulumiHome, "plugins"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Each is enough for Alibaba Cloud's provider, which reads them itself. */
const ALICLOUD_WAYS: readonly (readonly string[])[] = [
  ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY"],
  ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
  ["ALICLOUD_ECS_ROLE_NAME"],
  ["ALICLOUD_PROFILE"],
];

function alicloudCredentials({ env }: Patient): Finding {
  const title = { en: "Alibaba Cloud credentials", zh: "阿里云凭证" };
  const way = ALICLOUD_WAYS.find((names) => names.every((name) => env[name]));
  if (way !== undefined)
    return { id: "alicloud-credentials", state: "ok", title, detail: same(way.join(", ")) };
  const half = ALICLOUD_WAYS.find((names) => names.some((name) => env[name]));
  const absent = half?.filter((name) => !env[name]) ?? [];
  return {
    id: "alicloud-credentials",
    state: "warning",
    title,
    detail:
      half === undefined
        ? { en: "none; only a real account needs them", zh: "无；仅真实账号需要" }
        : { en: `incomplete: ${absent.join(", ")} not set`, zh: `不完整：未设置 ${absent.join("、")}` },
    remedy: same("export ALICLOUD_ACCESS_KEY=… ALICLOUD_SECRET_KEY=…"),
  };
}

function vsphereCredentials({ env }: Patient): Finding {
  const set = Object.keys(env)
    .filter((name) => name.startsWith("VSPHERE_") && env[name])
    .sort();
  return {
    id: "vsphere-credentials",
    state: "ok",
    title: { en: "vSphere credentials", zh: "vSphere 凭证" },
    detail:
      set.length > 0
        ? same(set.join(", "))
        : {
            en: "from the stack's configuration: server and user in hougu:vsphere, the password in the secret hougu:vspherePassword",
            zh: "来自环境配置：hougu:vsphere 中的服务器与用户，密码为机密 hougu:vspherePassword",
          },
  };
}
