import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps, vsphereGuide } from "../../sources.ts";
import { VSPHERE_VM } from "../../types.ts";

export const secureBoot = defineRule({
  id: "secure-boot",
  severity: "medium",
  level: "mandatory",
  title: { en: "Machines start from signed code", zh: "虚拟机必须从签名代码启动" },
  rationale: {
    en: "With UEFI and secure boot a changed boot loader or kernel doesn't start; a BIOS starts anything.",
    zh: "UEFI 安全启动会拒绝被改动的引导程序和内核，BIOS 则什么都启动。",
  },
  remediation: {
    en: "A template with firmware efi and secure boot; where the template can't have it, state it in templateDecides.",
    zh: "使用 efi 固件并启用安全启动的模板；模板不支持时在 templateDecides 中声明。",
  },
  sources: [vsphereGuide("Secure boot of virtual machines"), mlps("Trusted verification", "8.1.4.6")],
  settings: {
    templateDecides: {
      schema: { type: "boolean" },
      default: false as boolean,
      meaning: {
        en: "Secure boot follows the template and isn't asked for here",
        zh: "安全启动由模板决定，此处不要求",
      },
    },
  },
  resource: {
    types: new Set([VSPHERE_VM]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectOneOf(props, "firmware", "efi");
      if (!settings.templateDecides) yield* expectOneOf(props, "efiSecureBootEnabled", true);
    },
  },
});
