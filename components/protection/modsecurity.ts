import type { NginxAdditions } from "../edge/nginx.ts";
import type { GuestPart } from "../guest/guest.ts";
import { coreRulesOf, modSecurityRules } from "./modsecurity-rules.ts";
import { ofKind, type ProtectionRule } from "./rules.ts";

const FOLDER = "/etc/nginx/modsecurity";
const MAIN = `${FOLDER}/main.conf`;
/** No name in `.log`: Debian's rotation of Nginx's logs would move it from under ModSecurity, which never reopens. */
const AUDIT_LOG = "/var/log/nginx/modsecurity-audit.json";

/**
 * How much of a body is looked at. Attacks stand at the front; a picture of 50 MiB would be read for nothing. The WAF
 * of the cloud looks at less.
 */
const INSPECTED_BYTES = 128 * 1024;

/** The core rule set's own default: one critical finding is enough. */
const BLOCK_AT = 5;
/** No request finds that much: every finding is logged and none blocks. */
const NEVER_BLOCK_AT = 100_000;

/** ModSecurity beside Nginx: engine, core rule set, the mini-program's rules. `nginx` takes {@link modSecurityAdditions}. */
export function modSecurity(rules: readonly ProtectionRule[]): GuestPart {
  return {
    part: "modsecurity",
    packages: ["libnginx-mod-http-modsecurity", ...(coreRulesOf(rules) ? ["modsecurity-crs"] : [])],
    files: [
      { path: MAIN, mode: "0644", content: mainConfiguration(rules), reloads: ["nginx"] },
      {
        path: `${FOLDER}/rules.conf`,
        mode: "0644",
        content: `# Made by Hougu. Change the program, not this file.\n\n${modSecurityRules(rules)}`,
        reloads: ["nginx"],
      },
      { path: "/etc/logrotate.d/modsecurity", mode: "0644", content: rotation },
    ],
  };
}

/** What ModSecurity and the rate limits add to nginx.conf. */
export function modSecurityAdditions(rules: readonly ProtectionRule[]): NginxAdditions {
  const limits = ofKind(rules, "rateLimit").map((rule) => ({
    ...rule,
    zone: rule.name.replaceAll("-", "_"),
  }));
  return {
    main: "load_module /usr/lib/nginx/modules/ngx_http_modsecurity_module.so;",
    http: limits
      .map(
        ({ zone, path, requests, seconds, about }) => `# ${about.en}
# ${about.zh}
map $uri $client_of_${zone} {
  default "";
  "~${belowPath(path)}" $binary_remote_addr;
}
limit_req_zone $client_of_${zone} zone=${zone}:1m rate=${perMinute(requests, seconds)}r/m;`,
      )
      .join("\n"),
    server: [
      "modsecurity on;",
      `modsecurity_rules_file ${MAIN};`,
      // A window's worth at once, and then at the window's pace.
      ...limits.map(({ zone, requests }) => `limit_req zone=${zone} burst=${requests - 1} nodelay;`),
    ].join("\n"),
  };
}

function belowPath(path: string): string {
  return `^${path.replaceAll(/[.~]/g, "\\$&")}(/|$)`;
}

/** Nginx counts in whole requests a minute; one at least. */
function perMinute(requests: number, seconds: number): number {
  return Math.max(1, Math.round((requests * 60) / seconds));
}

function mainConfiguration(rules: readonly ProtectionRule[]): string {
  const core = coreRulesOf(rules);
  return `# Made by Hougu. Change the program, not this file.
SecRuleEngine On

# Bodies are read as far as attacks stand in them; what is beyond passes unread.
SecRequestBodyAccess On
SecRequestBodyLimit ${INSPECTED_BYTES}
SecRequestBodyLimitAction ProcessPartial
SecRule REQUEST_HEADERS:Content-Type "^(?:application(?:/soap\\+|/)|text/)xml" \\
  "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/json" \\
  "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecResponseBodyAccess Off
SecArgumentsLimit 1000
SecPcreMatchLimit 100000
SecPcreMatchLimitRecursion 100000
SecTmpDir /tmp/
SecDataDir /tmp/

# What was refused or noted and why, without headers and bodies: session cookies and login codes have no place in a log.
SecAuditEngine RelevantOnly
SecAuditLogRelevantStatus "^403$"
SecAuditLogParts AHZ
SecAuditLogType Serial
SecAuditLogFormat JSON
SecAuditLog ${AUDIT_LOG}
SecDebugLogLevel 0

Include ${FOLDER}/rules.conf
${core === undefined ? "" : `\n${coreRuleSet(rules, core.mode)}`}`;
}

function coreRuleSet(rules: readonly ProtectionRule[], mode: "monitor" | "block"): string {
  const methods = ofKind(rules, "allowedMethods").flatMap((rule) => rule.methods);
  return `# The core rule set, Debian's package. Paranoia 1: what an API of JSON and pictures passes without exceptions.
SecDefaultAction "phase:1,log,auditlog,pass"
SecDefaultAction "phase:2,log,auditlog,pass"
SecAction "id:900000,phase:1,nolog,pass,t:none,setvar:tx.paranoia_level=1"
SecAction "id:900110,phase:1,nolog,pass,t:none,setvar:tx.inbound_anomaly_score_threshold=${mode === "block" ? BLOCK_AT : NEVER_BLOCK_AT},setvar:tx.outbound_anomaly_score_threshold=4"
SecAction "id:900200,phase:1,nolog,pass,t:none,setvar:'tx.allowed_methods=${methods.join(" ")}'"
SecAction "id:900990,phase:1,nolog,pass,t:none,setvar:tx.crs_setup_version=334"
Include /usr/share/modsecurity-crs/rules/*.conf
`;
}

const rotation = `${AUDIT_LOG} {
  daily
  rotate 14
  missingok
  notifempty
  compress
  delaycompress
  # ModSecurity never opens the file again, so it stays in place.
  copytruncate
}
`;
