import { isUnknown, listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mapTags, tag } from "../../tags.ts";
import { ECS_INSTANCE, EIP, NAT_GATEWAY, VPC, VSPHERE_DISK, VSWITCH } from "../../types.ts";

/** Resources that only the engine can protect: Alibaba Cloud and vCenter have no switch for them. */
const PROTECTED_BY_ENGINE = new Set([VPC, VSWITCH, VSPHERE_DISK]);

export const deletionProtection = defineRule({
  id: "deletion-protection",
  severity: "high",
  level: "mandatory",
  title: {
    en: "What holds an address or data in production can't be deleted by a slip",
    zh: "生产环境中持有地址或数据的资源必须防误删",
  },
  rationale: {
    en: "An EIP that is released is gone: DNS, allow-lists of partners and WeChat's registered domains point to it. A NAT gateway takes the way out of every inner host with it.",
    zh: "EIP 一旦释放就找不回来：DNS、合作方白名单、微信登记的域名都指向它。NAT 网关一删，所有内层主机都无法出网。",
  },
  remediation: {
    en: "deletionProtection: true on EIPs, NAT gateways, instances with data disks and those that don't roll by replacement; { protect: true } in the options of VPCs, vSwitches and disks of vSphere that outlive their machines.",
    zh: "EIP、NAT 网关、带数据盘的实例以及不能滚动替换的实例设置 deletionProtection: true；VPC、交换机以及独立于虚拟机的 vSphere 磁盘在资源选项中设置 { protect: true }。",
  },
  sources: [
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.4.9",
      topic: "Availability of data and of the systems that process it",
    },
  ],
  settings: {
    replaceableRoles: {
      schema: { type: "array", items: { type: "string" } },
      // One after the other: the address moves to the peer, sessions and messages are on the other nodes, and the disk is
      // made anew from image and user data. The cloud's switch would stop each such update half-way.
      default: ["edge", "tomcat", "rabbitmq", "monitoring"] as readonly string[],
      meaning: {
        en: "Values of the tag `role` whose instances roll by replacement",
        zh: "通过替换滚动更新的实例的 `role` 标签值",
      },
    },
  },
  resource: {
    types: new Set([EIP, NAT_GATEWAY, ECS_INSTANCE, VPC, VSWITCH, VSPHERE_DISK]),
    check: function* ({ type, props, protect }, settings): Iterable<Finding> {
      if (PROTECTED_BY_ENGINE.has(type)) {
        if (!protect) {
          yield {
            broken: {
              en: "The option protect is not set, expected true.",
              zh: "资源选项 protect 未设置，应为 true。",
            },
          };
        }
        return;
      }
      if (type === ECS_INSTANCE && listOf(props.dataDisks).length === 0) {
        const tags = mapTags(props.tags);
        const role = isUnknown(tags) ? tags : tag(tags, "role");
        if (typeof role === "string" && settings.replaceableRoles.includes(role)) return;
        if (isUnknown(role)) {
          yield { undecided: "tags" };
          return;
        }
      }
      if (isUnknown(props.deletionProtection)) yield { undecided: "deletionProtection" };
      else if (props.deletionProtection !== true) {
        yield { broken: { en: "deletionProtection is not true.", zh: "deletionProtection 不为 true。" } };
      }
    },
    // The engine's own protection is an option of the program, which no rule may set.
    remediate: ({ type }) => (PROTECTED_BY_ENGINE.has(type) ? undefined : { deletionProtection: true }),
  },
});
