import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark, mlps } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";
import { namesSecret } from "./secret-names.ts";

export const containerSecretsNotInEnvironment = defineRule({
  id: "container-secrets-not-in-environment",
  severity: "high",
  level: "mandatory",
  title: { en: "A container's passwords aren't in its environment", zh: "容器的密码不得写在环境变量里" },
  rationale: {
    en: "docker inspect shows the environment to whoever may ask the daemon, and a crash dump holds it.",
    zh: "docker inspect 会把环境变量展示给任何能访问守护进程的人，崩溃转储里也有。",
  },
  remediation: {
    en: "Hand it over as a file on a tmpfs and name the file: PASSWORD_FILE=/run/secrets/password.",
    zh: "以 tmpfs 上的文件传入并写明文件名：PASSWORD_FILE=/run/secrets/password。",
  },
  sources: [
    dockerBenchmark("Secrets are not stored in the environment or the image"),
    mlps("Confidentiality of authentication data", "8.1.4.8"),
  ],
  settings: {
    accepted: {
      schema: { type: "array", items: { type: "string" } },
      default: [] as readonly string[],
      meaning: {
        en: "Variables that may hold a secret until the application reads it from a file",
        zh: "在应用改为从文件读取之前，允许保存机密的变量",
      },
    },
  },
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }, settings): Iterable<Finding> {
      for (const variable of Array.isArray(props.envs) ? props.envs : []) {
        const [name = "", value = ""] = String(variable).split("=", 2);
        if (!isUnknown(variable) && namesSecret(name) && value !== "" && !settings.accepted.includes(name))
          yield { broken: { en: `envs has ${name} as a plain value.`, zh: `envs 以明文设置了 ${name}。` } };
      }
    },
  },
});
