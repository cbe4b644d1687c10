import { Audit } from "@pulumi/alicloud/log/audit.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { onTheSandbox } from "./provider.ts";

/**
 * The audit service of the firewall. The provider can't take it away: its deletion calls nothing, so the account has it
 * for ever after.
 */
const program =
  (days: number): PulumiFn =>
  async () => {
    new Audit(
      "firewall",
      {
        displayName: "hougu-dev-firewall",
        aliuid: "1000000000000001",
        variableMap: { waf_enabled: "true", waf_ttl: String(days) },
      },
      onTheSandbox(),
    );
  };

export const logAuditProgram = program(180);
export const logAuditProgramChanged = program(365);
