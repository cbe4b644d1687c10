import { expectNot } from "../../expect.ts";
import { objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { vsphereGuide } from "../../sources.ts";
import { VSPHERE_VM } from "../../types.ts";

export const noExtraDevices = defineRule({
  id: "no-extra-devices",
  severity: "medium",
  level: "mandatory",
  title: { en: "Machines have no devices that they don't need", zh: "虚拟机不得有多余的设备" },
  rationale: {
    en: "A CD drive at the client's machine, or a passed-through card, is a way in that no firewall sees.",
    zh: "连到客户端的光驱或直通的板卡是防火墙看不见的入口。",
  },
  remediation: {
    en: "Leave cdrom and pciDeviceIds out; an ISO is for making templates.",
    zh: "不设 cdrom 和 pciDeviceIds；ISO 只用于制作模板。",
  },
  sources: [vsphereGuide("Unnecessary devices are removed")],
  settings: {},
  resource: {
    types: new Set([VSPHERE_VM]),
    check: function* ({ props }): Iterable<Finding> {
      for (const property of ["cdrom", "cdroms", "pciDeviceIds"]) {
        const devices = props[property];
        const some = Array.isArray(devices) ? devices.length > 0 : objectOf(devices) !== undefined;
        if (some) yield { broken: { en: `${property} is set.`, zh: `设置了 ${property}。` } };
      }
      yield* expectNot(props, "nestedHvEnabled", true);
    },
  },
});
