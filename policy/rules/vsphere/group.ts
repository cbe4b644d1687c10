import type { RuleGroup } from "../../rule.ts";
import { disksKeepWrites } from "./disks-keep-writes.ts";
import { isolatedConsole } from "./isolated-console.ts";
import { noExtraDevices } from "./no-extra-devices.ts";
import { paravirtualNetwork } from "./paravirtual-network.ts";
import { secureBoot } from "./secure-boot.ts";
import { shortSnapshots } from "./short-snapshots.ts";

export const VSPHERE: RuleGroup = {
  id: "vsphere",
  title: { en: "vSphere hardening", zh: "vSphere 加固" },
  rules: [secureBoot, isolatedConsole, noExtraDevices, paravirtualNetwork, disksKeepWrites, shortSnapshots],
};
