import { isButShouldBe } from "../../expect.ts";
import { isUnknown, objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { vsphereGuide } from "../../sources.ts";
import { VSPHERE_VM } from "../../types.ts";

/** Keys of a machine's configuration that open it, with the value that keeps it shut: each vSphere's default since 4.1. */
const SHUT: Readonly<Record<string, "true" | "false">> = {
  "isolation.tools.copy.disable": "true",
  "isolation.tools.paste.disable": "true",
  "isolation.tools.dnd.disable": "true",
  "isolation.tools.hgfsServerSet.disable": "true",
  "isolation.tools.diskShrink.disable": "true",
  "isolation.tools.diskWiper.disable": "true",
  "isolation.tools.setGUIOptions.enable": "false",
  "isolation.device.connectable.disable": "true",
  "RemoteDisplay.vnc.enabled": "false",
};

export const isolatedConsole = defineRule({
  id: "isolated-console",
  severity: "medium",
  level: "mandatory",
  title: {
    en: "Nothing passes between a machine and whoever looks at its console",
    zh: "虚拟机与控制台之间不得传递数据",
  },
  rationale: {
    en: "A clipboard or a folder that is shared with the console carries secrets out and programs in.",
    zh: "与控制台共享的剪贴板或文件夹会把密钥带出去、把程序带进来。",
  },
  remediation: {
    en: "Leave the isolation.tools.* keys of extraConfig at their safe defaults.",
    zh: "extraConfig 中的 isolation.tools.* 保持安全默认值。",
  },
  sources: [vsphereGuide("Console copy, paste, drag and drop; shared folders; VNC")],
  settings: {},
  resource: {
    types: new Set([VSPHERE_VM]),
    check: function* ({ props }): Iterable<Finding> {
      if (isUnknown(props.extraConfig)) {
        yield { undecided: "extraConfig" };
        return;
      }
      const extraConfig = objectOf(props.extraConfig) ?? {};
      for (const [key, shut] of Object.entries(SHUT)) {
        const value = extraConfig[key];
        if (value !== undefined && String(value).toLowerCase() !== shut)
          yield isButShouldBe(`extraConfig["${key}"]`, value, { en: shut, zh: shut });
      }
    },
  },
});
