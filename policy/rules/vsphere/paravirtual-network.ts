import { expectNot, inside } from "../../expect.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { vsphereGuide } from "../../sources.ts";
import { VSPHERE_VM } from "../../types.ts";

export const paravirtualNetwork = defineRule({
  id: "paravirtual-network",
  severity: "low",
  level: "mandatory",
  title: { en: "Network adapters are vmxnet3", zh: "网卡必须为 vmxnet3" },
  rationale: {
    en: "An emulated card costs CPU on each packet, and its emulator has had holes that led to the host (CVE-2018-6981).",
    zh: "模拟网卡每个包都耗 CPU，其模拟器还出过可逃逸到宿主机的漏洞（CVE-2018-6981）。",
  },
  remediation: {
    en: 'adapterType: "vmxnet3" on each of networkInterfaces.',
    zh: 'networkInterfaces 每项设置 adapterType: "vmxnet3"。',
  },
  sources: [vsphereGuide("Supported virtual hardware")],
  settings: {},
  resource: {
    types: new Set([VSPHERE_VM]),
    check: function* ({ props }): Iterable<Finding> {
      // The provider takes vmxnet3 for an absent one.
      for (const [index, adapter] of listOf(props.networkInterfaces).entries())
        yield* inside(
          `networkInterfaces[${index}]`,
          expectNot(adapter, "adapterType", "e1000", "e1000e", "sriov", "vmxnet3vrdma"),
        );
    },
  },
});
