import { isUnknown, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps, vsphereGuide } from "../../sources.ts";
import {
  COMMAND,
  CONFIG_MAP,
  DOCKER_CONTAINER,
  ECS_INSTANCE,
  ECS_LAUNCH_TEMPLATE,
  VSPHERE_VM,
} from "../../types.ts";
import { readUserData } from "../identity/user-data.ts";
import { credentialIn, readableTexts } from "./credentials.ts";

export const noCredentialsInText = defineRule({
  id: "no-credentials-in-text",
  severity: "critical",
  level: "mandatory",
  title: { en: "No key stands in a text that others read", zh: "密钥不得出现在可读文本中" },
  rationale: {
    en: "User data, ConfigMaps, commands and environments are shown by consoles, logs and the metadata service to whoever asks.",
    zh: "用户数据、ConfigMap、命令和环境变量会被控制台、日志和元数据服务展示给任何人。",
  },
  remediation: {
    en: "Keep it in OOS or KMS (ECS), in a Secret (Kubernetes) or in guestinfo that the guest erases (vSphere), and read it at start.",
    zh: "保存在 OOS 或 KMS（ECS）、Secret（Kubernetes）或来宾会擦除的 guestinfo（vSphere）中，启动时读取。",
  },
  sources: [
    mlps("Confidentiality of authentication data", "8.1.4.8"),
    vsphereGuide("No credentials in a machine's configuration"),
  ],
  settings: {},
  resource: {
    types: new Set([ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, COMMAND, VSPHERE_VM, CONFIG_MAP, DOCKER_CONTAINER]),
    check: function* ({ type, props }): Iterable<Finding> {
      for (const [place, value] of readableTexts(type, props)) {
        if (isUnknown(value)) yield { undecided: place };
        const kind = textOf(value) === undefined ? undefined : credentialIn(readUserData(String(value)));
        if (kind !== undefined)
          yield { broken: { en: `${place} holds ${kind.en}.`, zh: `${place} 中有${kind.zh}。` } };
      }
    },
  },
});
