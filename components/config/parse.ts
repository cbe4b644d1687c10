import { type Environment, MINI_PROGRAMS } from "./environment.ts";
import { type Finding, toProblems } from "./finding.ts";
import { accepts } from "./generated/accepts.js";
import { shape } from "./lazy-shape.ts";
import { ConfigError, type ConfigProblem } from "./problem.ts";
import { holdsOpaque, type RawConfig, valueAt } from "./raw.ts";
import { unknownKey } from "./remedy.ts";
import { ENVIRONMENT_RULES } from "./rules/all.ts";
import type { Draft } from "./rules/rule.ts";
import { checkSecrets, plainSecrets, type SecretValues } from "./rules/secrets.ts";
import { SECRET_KEYS } from "./secrets.ts";
import { OPTIONAL_SECTIONS, SECTION_NAMES, type SectionName } from "./section-names.ts";

export interface ParseOptions {
  /**
   * `required`: every secret must be there, encrypted and well-formed (the default).
   * `ignored`: a command that needs none, such as a plan or a cost estimate; one in plain text is refused even so.
   */
  readonly secrets?: "required" | "ignored";
  /** The moment at which certificates must be valid; now when absent. */
  readonly now?: Date;
}

export interface Parsed {
  readonly environment: Environment;
  /** Values of secrets as far as their reader could see them: all in the program, none in the CLI. */
  readonly secrets: SecretValues;
}

/**
 * Reads a configuration, fills in defaults and checks it as a whole. Pure.
 *
 * @throws ConfigError with every problem found, never with another error, whatever `raw` holds.
 */
export function parseEnvironment(raw: RawConfig, options: ParseOptions = {}): Parsed {
  const checked = checkEnvironment(raw, options);
  if (checked.problems.length > 0 || !checked.parsed) throw new ConfigError(checked.problems);
  return checked.parsed;
}

/** As {@link parseEnvironment}, but returns the problems. `parsed` is present exactly when there are none. */
export function checkEnvironment(
  raw: RawConfig,
  { secrets = "required", now = new Date() }: ParseOptions = {},
): { readonly problems: readonly ConfigProblem[]; readonly parsed?: Parsed } {
  const { draft, findings } = checkSections(raw);
  const written = new Set(Object.keys(raw.values));
  for (const rule of ENVIRONMENT_RULES) findings.push(...rule(draft, written));
  const environment = environmentOf(draft);
  const found =
    secrets === "required" ? checkSecrets(raw, draft, now) : { findings: plainSecrets(raw), values: {} };
  const problems = toProblems([...findings, ...found.findings], raw);
  if (problems.length > 0 || !environment) return { problems };
  return { problems, parsed: { environment, secrets: found.values } };
}

function checkSections(raw: RawConfig): { readonly draft: Draft; readonly findings: Finding[] } {
  const known: readonly string[] = [...SECTION_NAMES, ...SECRET_KEYS];
  const findings = Object.keys(raw.values)
    .filter((key) => !known.includes(key))
    .map((key) => unknownKey([key], known));
  const written: Record<string, unknown> = {};
  for (const name of SECTION_NAMES) {
    const value = valueAt(raw.values, [name]);
    if (raw.encrypted.has(name) || holdsOpaque(value)) findings.push(needlesslyEncrypted(name));
    else if (value !== undefined) written[name] = value;
  }
  // The generated check fills the defaults in, so it gets a copy.
  const draft = structuredClone(written);
  if (accepts(draft)) return { draft: draft as Draft, findings };

  const right: Record<string, unknown> = {};
  const { checkShape, missingSection } = shape();
  for (const name of SECTION_NAMES) {
    if (Object.hasOwn(written, name)) {
      const shaped = checkShape(name, written[name]);
      if ("value" in shaped) right[name] = shaped.value;
      else findings.push(...shaped.findings);
    } else if (!Object.hasOwn(raw.values, name) && !OPTIONAL_SECTIONS.has(name))
      findings.push(missingSection(name));
  }
  return { draft: right as Draft, findings };
}

function needlesslyEncrypted(name: SectionName): Finding {
  const secrets = SECRET_KEYS.map((key) => `hougu:${key}`).join(", ");
  return {
    at: [name],
    expected: {
      en: `a plain value: only ${secrets} are secrets, and everything else ends in tags, names and logs`,
      zh: `明文值：只有 ${secrets} 是机密，其余会出现在标签、名称和日志中`,
    },
    remedy: {
      en: `run \`pulumi config rm hougu:${name}\` and write hougu:${name} in plain text`,
      zh: `执行 \`pulumi config rm hougu:${name}\`，再以明文填写 hougu:${name}`,
    },
  };
}

/** The environment, when every section that it needs has the right shape. */
function environmentOf(draft: Draft): Environment | undefined {
  const {
    environment: tier,
    region,
    zones,
    network,
    alicloud,
    vsphere,
    tags,
    budget,
    retention,
    contacts,
    data,
    images,
    waf,
    kubernetes,
    messaging,
    observability,
  } = draft;
  const { artist, food } = draft;
  if (!tier || !region || !zones || !network || !alicloud || !tags || !budget || !retention || !contacts)
    return undefined;
  if (!artist || !food) return undefined;
  const settings = { artist, food };
  return {
    tier,
    region,
    zones,
    network,
    alicloud,
    ...(vsphere ? { vsphere } : {}),
    miniPrograms: MINI_PROGRAMS.map((name) => ({ name, ...settings[name] })),
    tags,
    budget,
    retention,
    contacts,
    ...(data ? { data } : {}),
    ...(images ? { images } : {}),
    ...(waf ? { waf } : {}),
    ...(kubernetes ? { kubernetes } : {}),
    ...(messaging ? { messaging } : {}),
    ...(observability ? { observability } : {}),
  };
}
