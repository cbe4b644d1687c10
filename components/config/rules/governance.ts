import type { Finding } from "../finding.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

/** Least days in prod. Logs: six months (PRC Cybersecurity Law, article 21). Backups: a week, to notice on Monday. */
const PROD_RETENTION = { logsDays: 180, backupsDays: 7 } as const;

export function* ascendingAlerts({ budget }: Draft): Iterable<Finding> {
  const percents = budget?.alertPercent ?? [];
  if (percents.every((percent, index) => index === 0 || percent > (percents[index - 1] ?? 0))) return;
  const at: Path = ["budget", "alertPercent"];
  yield {
    at,
    expected: { en: "ascending shares, each once", zh: "升序且不重复的百分比" },
    remedy: lineFor(
      at,
      [...new Set(percents)].sort((a, b) => a - b),
    ),
  };
}

export function* retentionInProd({ environment, retention }: Draft): Iterable<Finding> {
  if (environment !== "prod" || !retention) return;
  for (const key of ["logsDays", "backupsDays"] as const) {
    const least = PROD_RETENTION[key];
    if (retention[key] >= least) continue;
    const at: Path = ["retention", key];
    yield {
      at,
      expected: { en: `${least} days or more in prod`, zh: `prod 至少 ${least} 天` },
      remedy: lineFor(at, least),
    };
  }
}

export function* people({ environment, contacts }: Draft): Iterable<Finding> {
  if (!contacts) return;
  const roles = environment === "prod" ? (["owner", "oncall"] as const) : (["owner"] as const);
  for (const role of roles) {
    if (contacts.some((contact) => contact.role === role)) continue;
    const line = `- { name: Platform team, email: platform@example.com, role: ${role} }`;
    yield {
      at: ["contacts"],
      expected: { en: `at least one contact with the role ${role}`, zh: `至少一位 role 为 ${role} 的联系人` },
      remedy: { en: `add \`${line}\` to hougu:contacts`, zh: `在 hougu:contacts 中添加 \`${line}\`` },
    };
  }
  for (const [index, { email, role }] of contacts.entries()) {
    if (contacts.findIndex((contact) => contact.email === email && contact.role === role) === index) continue;
    yield {
      at: ["contacts", index],
      expected: { en: "each person once in a role", zh: "同一人在同一角色中只写一次" },
      remedy: { en: "delete this item", zh: "删除该项" },
    };
  }
}
