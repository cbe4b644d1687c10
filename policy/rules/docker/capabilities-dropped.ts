import { at, isButShouldBe } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const capabilitiesDropped = defineRule({
  id: "capabilities-dropped",
  severity: "high",
  level: "mandatory",
  title: { en: "Containers have no capabilities and gain none", zh: "容器没有 capability 且不得提升权限" },
  rationale: {
    en: "The engine's default of fourteen capabilities is for programs that nobody wrote for containers.",
    zh: "引擎默认的十四项 capability 是给不为容器编写的程序用的。",
  },
  remediation: {
    en: 'capabilities: { drops: ["ALL"] } and securityOpts: ["no-new-privileges:true"].',
    zh: '写法：capabilities: { drops: ["ALL"] }，securityOpts: ["no-new-privileges:true"]。',
  },
  sources: [dockerBenchmark("Capabilities are restricted; no new privileges")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      const dropped = at(props, "capabilities.drops");
      if (!Array.isArray(dropped) || !dropped.some((name) => /^(CAP_)?ALL$/i.test(String(name))))
        yield isButShouldBe("capabilities.drops", dropped, { en: "ALL", zh: "ALL" });
      const options = Array.isArray(props.securityOpts) ? props.securityOpts.map(String) : [];
      if (!options.some((option) => /^no-new-privileges([:=]true)?$/.test(option)))
        yield isButShouldBe("securityOpts", props.securityOpts, {
          en: "no-new-privileges:true",
          zh: "no-new-privileges:true",
        });
    },
  },
});
