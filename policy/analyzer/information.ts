import type { AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Level } from "../environment.ts";
import type { Pack } from "../pack.ts";
import { levelTo, severityTo } from "./levels.ts";
import { messages, Struct } from "./protocol.ts";

/** What a pack says about itself as a whole. */
export interface PackInformation {
  readonly name: string;
  readonly version: string;
  /** Level and settings that the pack starts with, by rule. */
  readonly initial: Readonly<
    Record<string, { readonly enforcementLevel: Level } & Readonly<Record<string, unknown>>>
  >;
}

/** Name, rules and first configuration, for the engine. */
export function informationOf(pack: Pack, { name, version, initial }: PackInformation): AnalyzerInfo {
  const { analyzer } = messages;
  const info = new analyzer.AnalyzerInfo();
  info.setName(name);
  info.setVersion(version);
  info.setSupportsconfig(true);
  info.setPoliciesList(
    pack.policies().map((policy) => {
      const wire = new analyzer.PolicyInfo();
      wire.setName(policy.id);
      wire.setDisplayname(policy.title);
      wire.setDescription(policy.title);
      wire.setEnforcementlevel(levelTo(policy.level));
      wire.setSeverity(severityTo(policy.severity));
      wire.setRemediationSteps(policy.remediation);
      const { POLICY_TYPE_RESOURCE, POLICY_TYPE_STACK } = analyzer.PolicyType;
      wire.setPolicyType(policy.ofResources ? POLICY_TYPE_RESOURCE : POLICY_TYPE_STACK);
      if (Object.keys(policy.schema).length > 0) {
        const schema = new analyzer.PolicyConfigSchema();
        schema.setProperties(Struct.fromJavaScript(policy.schema));
        wire.setConfigschema(schema);
      }
      return wire;
    }),
  );
  const configured = info.getInitialconfigMap();
  for (const [id, { enforcementLevel, ...settings }] of Object.entries(initial)) {
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(levelTo(enforcementLevel));
    if (Object.keys(settings).length > 0) config.setProperties(Struct.fromJavaScript(settings));
    configured.set(id, config);
  }
  return info;
}
