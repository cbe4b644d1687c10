import { beforeAll, describe, expect, test } from "vitest";
import { checkEnvironment, parseEnvironment } from "../../components/config/parse.ts";
import { OPAQUE, type Path } from "../../components/config/raw.ts";
import type { PemPair } from "../../components/config/rules/tls.ts";
import { SECRET_KEYS } from "../../components/config/secrets.ts";
import { brokerSecrets } from "./broker-secrets.ts";
import { named, selfSigned } from "./certificates.ts";
import { DEV_ALERT_ADDRESSES, engineStack, put, stack, valuesOf } from "./stack.ts";

const ARTIST = "api.dev.artist.example.com";
const FOOD = "api.dev.food.example.com";

interface Plain {
  vrrpPassword: unknown;
  sessionKey: unknown;
  vspherePassword: unknown;
  dataKey: unknown;
  messagingKey: unknown;
  erlangCookie: unknown;
  brokerAuthority: unknown;
  brokerCertificate: unknown;
  brokerPrivateKey: unknown;
  alertAddresses: unknown;
  tls: Record<string, Record<string, unknown>>;
}

const TOKEN = "abcdef1234@abcdef56789_abcdef1234@abcdef56789";
const TRACES = {
  endpoint: "tracing-analysis-dc-hz-internal.aliyuncs.com:8090",
  image: `registry.example.com/otel/opentelemetry-collector-contrib@sha256:${"a".repeat(64)}`,
};

const REMOTE_WRITE = { url: "https://prometheus.example.com/api/v1/write", user: "hougu" };
const DASHBOARDS = {
  package: { url: "https://mirror.example.com/grafana.tar.gz", sha256: "a".repeat(64) },
  pages: "https://mirror.example.com/dashboards",
};
const MAIL = { server: "smtp.example.com:587", from: "alerts@example.com", user: "alerts@example.com" };
/** Secrets that the committed dev doesn't need. */
const UNCOMMITTED: Readonly<Record<string, string>> = {
  traceToken: TOKEN,
  mailPassword: "a password",
  remoteWritePassword: "another one",
  grafanaPassword: "a third",
};

let brokers: ReturnType<typeof brokerSecrets>;
let pairs: { readonly artist: PemPair; readonly food: PemPair; readonly wildcard: PemPair };
beforeAll(() => {
  brokers = brokerSecrets(valuesOf("dev").messaging);
  pairs = {
    artist: selfSigned(ARTIST),
    food: selfSigned(FOOD),
    wildcard: selfSigned("*.dev.food.example.com"),
  };
});

function plain(): Plain {
  return {
    vrrpPassword: "aB3$xY9z",
    sessionKey: "00112233445566778899aabbccddeeff",
    vspherePassword: "correct horse battery staple",
    dataKey: "d47ac0ffee00112233445566778899aabbccddeeff00112233445566778899aa",
    ...brokers,
    alertAddresses: DEV_ALERT_ADDRESSES,
    tls: { artist: { ...pairs.artist }, food: { ...pairs.food } },
  };
}

function problemsOf(secrets: Plain, now?: Date) {
  return checkEnvironment(engineStack("dev", { ...secrets }), now ? { now } : {}).problems;
}

describe("secrets that the program can see", () => {
  test("are handed on as they are when all is right", () => {
    const secrets = plain();
    expect(parseEnvironment(engineStack("dev", { ...secrets })).secrets).toEqual(secrets);
  });

  test("may have a certificate that covers the domain by a wildcard", () => {
    const secrets = plain();
    secrets.tls.food = { ...pairs.wildcard };
    expect(problemsOf(secrets)).toEqual([]);
  });

  const forms: readonly [string, keyof Plain, string][] = [
    ["a VRRP password of 7 characters", "vrrpPassword", "aB3$xY9"],
    ["a VRRP password of 9 characters, of which keepalived would drop one", "vrrpPassword", "aB3$xY9zz"],
    ["a VRRP password with a blank", "vrrpPassword", "aB3 xY9z"],
    ["a VRRP password with a comment sign", "vrrpPassword", "aB3#xY9z"],
    ["a VRRP password with a quote", "vrrpPassword", 'aB3"xY9z'],
    ["a VRRP password with a single quote", "vrrpPassword", "aB3'xY9z"],
    ["a VRRP password beyond ASCII", "vrrpPassword", "密码aB3xY9"],
    ["a session key of 31 digits", "sessionKey", "00112233445566778899aabbccddeef"],
    ["a session key that isn't hexadecimal", "sessionKey", "zz112233445566778899aabbccddeeff"],
    ["an empty vCenter password", "vspherePassword", "  "],
    ["a data key of 63 digits", "dataKey", "47ac0ffee00112233445566778899aabbccddeeff00112233445566778899aa"],
    [
      "a data key that isn't hexadecimal",
      "dataKey",
      "g47ac0ffee00112233445566778899aabbccddeeff00112233445566778899aa",
    ],
    [
      "a messaging key of 63 digits",
      "messagingKey",
      "47ac0ffee00112233445566778899aabbccddeeff00112233445566778899aa",
    ],
    ["an Erlang cookie with a line break", "erlangCookie", "0123456789abcdef0123456789abcdef\n"],
    ["an Erlang cookie that can be guessed", "erlangCookie", "monster"],
    ["an authority that isn't PEM", "brokerAuthority", "broker-ca.crt"],
  ];
  for (const [mistake, key, value] of forms) {
    test(`${mistake} is refused, masked`, () => {
      const secrets = { ...plain(), [key]: value } as Plain;
      const [problem, ...rest] = problemsOf(secrets);
      expect(rest).toEqual([]);
      expect(problem).toMatchObject({ key: `hougu:${key}`, value: "[secret]" });
      expect(problem?.remedy.en).toContain(`pulumi config set --stack dev --secret hougu:${key}`);
    });
  }

  const tlsMistakes: readonly [string, (tls: Plain["tls"]) => void, string, RegExp, string][] = [
    [
      "a certificate that isn't PEM",
      (tls) => put(tls, ["artist", "certificate"], "MIIB"),
      "hougu:tls.artist.certificate",
      /chain in PEM/,
      "[secret]",
    ],
    [
      "a certificate that can't be decoded",
      (tls) =>
        put(tls, ["artist", "certificate"], "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
      "hougu:tls.artist.certificate",
      /can be decoded/,
      "[secret]",
    ],
    [
      "a key under a passphrase",
      (tls) =>
        put(
          tls,
          ["food", "privateKey"],
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        ),
      "hougu:tls.food.privateKey",
      /without a passphrase/,
      "[secret]",
    ],
    [
      "a key that can't be decoded",
      (tls) =>
        put(tls, ["food", "privateKey"], "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
      "hougu:tls.food.privateKey",
      /can be decoded/,
      "[secret]",
    ],
    [
      "the other certificate's key",
      (tls) => put(tls, ["food", "privateKey"], pairs.artist.privateKey),
      "hougu:tls.food.privateKey",
      /belongs to another/,
      "[secret]",
    ],
    [
      "a certificate for another domain",
      (tls) => put(tls, ["food"], { ...pairs.artist }),
      "hougu:tls.food.certificate",
      /covers api\.dev\.food\.example\.com$/,
      "[secret]",
    ],
    [
      "an unknown file",
      (tls) => put(tls, ["food", "privatekey"], "x"),
      "hougu:tls.food.privatekey",
      /^one of the keys certificate, privateKey$/,
      "[not shown]",
    ],
    [
      "an unknown mini-program",
      (tls) => put(tls, ["foods"], {}),
      "hougu:tls.foods",
      /^one of the keys artist, food$/,
      "[not shown]",
    ],
  ];
  for (const [mistake, change, key, expected, shown] of tlsMistakes) {
    test(`TLS with ${mistake} is refused, masked`, () => {
      const secrets = plain();
      change(secrets.tls);
      const problem = problemsOf(secrets).find((candidate) => candidate.key === key);
      expect(problem?.expected.en).toMatch(expected);
      expect(problem?.value).toBe(shown);
    });
  }

  test("TLS of one mini-program only is refused with the command that sets the other", () => {
    const secrets = plain();
    put(secrets.tls, ["food"], undefined);
    expect(problemsOf(secrets)).toMatchObject([
      {
        key: "hougu:tls.food",
        remedy: {
          en: "run `pulumi config set --stack dev --secret --path hougu:tls.food.certificate < food.crt` and `pulumi config set --stack dev --secret --path hougu:tls.food.privateKey < food.key`",
        },
      },
    ]);
  });

  test("a certificate without its key is refused with the command that sets the key", () => {
    const secrets = plain();
    put(secrets.tls, ["food", "privateKey"], undefined);
    expect(problemsOf(secrets)).toMatchObject([
      {
        key: "hougu:tls.food.privateKey",
        remedy: {
          en: "run `pulumi config set --stack dev --secret --path hougu:tls.food.privateKey < food.key`",
        },
      },
    ]);
  });

  test("TLS that is one text is refused", () => {
    const problems = checkEnvironment(engineStack("dev", { ...plain(), tls: "-----BEGIN" })).problems;
    expect(problems).toMatchObject([{ key: "hougu:tls", value: "[secret]" }]);
  });

  test("a certificate that names the domain only as its subject is refused, as clients refuse it", () => {
    const secrets = plain();
    secrets.tls.food = { ...named(FOOD, ["elsewhere.example.com"]) };
    expect(problemsOf(secrets)).toMatchObject([
      {
        key: "hougu:tls.food.certificate",
        expected: { en: `a certificate whose subjectAltName covers ${FOOD}` },
      },
    ]);
  });

  test("certificates that have ended are refused with the day", () => {
    const problems = problemsOf(plain(), new Date("2199-01-01"));
    expect(problems.map(({ key }) => key)).toEqual([
      "hougu:tls.artist.certificate",
      "hougu:tls.food.certificate",
      "hougu:brokerAuthority",
      "hougu:brokerCertificate",
    ]);
    expect(problems[0]?.expected.en).toMatch(/valid today; this one ended on \d{4}-\d\d-\d\d$/);
  });

  test("a brokers' certificate that lacks a node's name is refused with the names", () => {
    const secrets = plain();
    const one = selfSigned("artist-rabbitmq-1.messaging.hougu.internal");
    Object.assign(secrets, {
      brokerAuthority: one.certificate,
      brokerCertificate: one.certificate,
      brokerPrivateKey: one.privateKey,
    });
    expect(problemsOf(secrets)).toMatchObject([
      {
        key: "hougu:brokerCertificate",
        expected: {
          en: expect.stringContaining("subjectAltName has food-rabbitmq-1.messaging.hougu.internal"),
        },
      },
    ]);
  });

  test("a wildcard is refused, since Erlang reads none", () => {
    const secrets = plain();
    const wild = selfSigned("*.messaging.hougu.internal");
    Object.assign(secrets, {
      brokerAuthority: wild.certificate,
      brokerCertificate: wild.certificate,
      brokerPrivateKey: wild.privateKey,
    });
    expect(problemsOf(secrets).map(({ key }) => key)).toEqual(["hougu:brokerCertificate"]);
  });

  test("a brokers' certificate of another authority, or with another key, is refused", () => {
    const other = selfSigned("elsewhere.example.com");
    expect(problemsOf({ ...plain(), brokerAuthority: other.certificate })).toMatchObject([
      { key: "hougu:brokerCertificate", expected: { en: "a certificate that brokerAuthority has signed" } },
    ]);
    expect(problemsOf({ ...plain(), brokerPrivateKey: other.privateKey })).toMatchObject([
      { key: "hougu:brokerPrivateKey", expected: { en: "the key of brokerCertificate" } },
    ]);
  });

  test("certificates that haven't begun are refused with the day", () => {
    expect(problemsOf(plain(), new Date("2001-01-01"))[0]?.expected.en).toMatch(
      /this one begins on \d{4}-\d\d-\d\d$/,
    );
  });
});

/** What makes a secret needed that the committed configuration doesn't need. */
function need(key: string, values: Record<string, unknown>): void {
  if (key === "traceToken") put(values, ["observability", "traces"], TRACES);
  if (key === "remoteWritePassword") put(values, ["observability", "metrics", "remoteWrite"], REMOTE_WRITE);
  if (key === "grafanaPassword") put(values, ["observability", "dashboards"], DASHBOARDS);
  if (key !== "mailPassword") return;
  put(values, ["observability", "alerts", "mail"], MAIL);
  put(values, ["observability", "alerts", "receivers", 1], {
    name: "mail",
    kind: "email",
    to: ["a@example.com"],
  });
}

describe("secrets in a stack file", () => {
  for (const key of SECRET_KEYS) {
    test(`${key} must be set`, () => {
      const raw = stack("dev");
      need(key, raw.values);
      put(raw.values, [key], undefined);
      const [problem, ...rest] = checkEnvironment(raw).problems;
      expect(rest).toEqual([]);
      expect(problem?.key).toBe(`hougu:${key}`);
      expect(problem).not.toHaveProperty("value");
      expect(problem?.remedy.en).toMatch(/^run `pulumi config set --stack dev --secret .*hougu:/);
    });

    test(`${key} in plain text is refused without printing it`, () => {
      const raw = stack("dev");
      need(key, raw.values);
      raw.values[key] = "s3cret-in-the-clear";
      raw.encrypted.delete(key);
      const { problems } = checkEnvironment(raw);
      expect(problems).toMatchObject([{ key: `hougu:${key}`, value: "[secret]" }]);
      expect(problems[0]?.expected.en).toBe("an encrypted value; this one stands in plain text");
      expect(problems[0]?.remedy.en).toMatch(/^treat the value as leaked/);
      expect(JSON.stringify(problems)).not.toContain("s3cret-in-the-clear");
    });

    test(`${key} in plain text is refused in the program too`, () => {
      const raw = engineStack("dev", {
        ...plain(),
        ...(UNCOMMITTED[key] ? { [key]: UNCOMMITTED[key] } : {}),
      });
      need(key, raw.values as Record<string, unknown>);
      const encrypted = new Set([...raw.encrypted].filter((other) => other !== key));
      expect(checkEnvironment({ ...raw, encrypted }).problems).toMatchObject([
        { key: `hougu:${key}`, value: "[secret]" },
      ]);
    });
  }

  test("a private key in plain text beside encrypted certificates is found by its path", () => {
    const raw = stack("dev");
    raw.values.tls = {
      artist: { certificate: OPAQUE, privateKey: OPAQUE },
      food: { certificate: OPAQUE, privateKey: "-----BEGIN PRIVATE KEY-----" },
    };
    const { problems } = checkEnvironment(raw);
    expect(problems).toMatchObject([{ key: "hougu:tls.food.privateKey", value: "[secret]" }]);
  });

  test("a setting that is no secret must not be encrypted", () => {
    const raw = stack("dev");
    put(raw.values, ["tags", "owner"], OPAQUE);
    raw.encrypted.add("tags");
    expect(checkEnvironment(raw).problems).toMatchObject([
      {
        key: "hougu:tags",
        value: "[secret]",
        remedy: { en: expect.stringContaining("pulumi config rm hougu:tags") },
      },
    ]);
  });

  test("vCenter's password without vCenter is refused", () => {
    const raw = stack("dev");
    put(raw.values, ["food", "platform"], "alicloud");
    put(raw.values, ["vsphere"], undefined);
    put(raw.values, ["data", "mysql", "mariadb"], undefined);
    expect(checkEnvironment(raw).problems).toMatchObject([
      {
        key: "hougu:vspherePassword",
        value: "[secret]",
        remedy: { en: "run `pulumi config rm --stack dev hougu:vspherePassword`" },
      },
    ]);
  });

  test("a data key without a data tier is refused", () => {
    const raw = stack("dev");
    put(raw.values, ["data"], undefined);
    expect(checkEnvironment(raw).problems).toMatchObject([
      {
        key: "hougu:dataKey",
        value: "[secret]",
        remedy: { en: "run `pulumi config rm --stack dev hougu:dataKey`" },
      },
    ]);
  });

  test("a token of traces is needed exactly when traces are, and goes into a header as it is", () => {
    const secrets = (traceToken?: string) => ({ ...plain(), ...(traceToken ? { traceToken } : {}) });
    const checked = (traceToken: string | undefined, traces: boolean) => {
      const raw = engineStack("dev", secrets(traceToken));
      const values = structuredClone(raw.values) as Record<string, unknown>;
      if (traces) put(values, ["observability", "traces"], TRACES);
      return checkEnvironment({ ...raw, values });
    };
    const { problems, parsed } = checked(TOKEN, true);
    expect(problems).toEqual([]);
    expect(parsed?.secrets.traceToken).toBe(TOKEN);
    expect(parsed?.environment.observability?.traces).toEqual({
      ...TRACES,
      keptPercent: 10,
      tracesPerSecond: 200,
    });
    for (const wrong of [undefined, "short", `${TOKEN}\nX-Other: 1`])
      expect(checked(wrong, true).problems).toMatchObject([{ key: "hougu:traceToken" }]);
    expect(checked(TOKEN, false).problems[0]?.expected.en).toBe(
      "no traceToken, since hougu:observability.traces isn't configured",
    );
  });

  test.each([
    ["one receiver has none", ""],
    ["a line isn't one", "team http://oapi.dingtalk.com/robot/send"],
    ["somebody is named who isn't a receiver", `${DEV_ALERT_ADDRESSES}\nother https://example.com/`],
    ["a receiver has two", `${DEV_ALERT_ADDRESSES}\n${DEV_ALERT_ADDRESSES}`],
  ])("addresses of robots are refused, masked, where %s", (_, alertAddresses) => {
    const { problems } = checkEnvironment(engineStack("dev", { ...plain(), alertAddresses }));
    expect(problems).toMatchObject([{ key: "hougu:alertAddresses" }]);
    expect(JSON.stringify(problems)).not.toContain("oapi");
  });

  test("what only brokers of our own know is refused where the managed service keeps the messages", () => {
    const raw = stack("prod");
    put(raw.values, ["messaging"], {
      kind: "managed",
      messagesPerSecond: 2000,
      publicMessagesPerSecond: 256,
    });
    const { problems } = checkEnvironment(raw);
    expect(problems.map(({ key }) => key)).toEqual([
      "hougu:erlangCookie",
      "hougu:brokerAuthority",
      "hougu:brokerCertificate",
      "hougu:brokerPrivateKey",
    ]);
    expect(problems[0]?.expected.en).toBe("no erlangCookie, since hougu:messaging.kind isn't cluster");
  });

  test("commands that need no secret don't ask for any", () => {
    const raw = stack("dev");
    for (const key of SECRET_KEYS satisfies Path) put(raw.values, [key], undefined);
    expect(checkEnvironment(raw, { secrets: "ignored" }).problems).toEqual([]);
  });

  test("commands that need no secret refuse one in plain text even so", () => {
    const raw = stack("dev");
    raw.values.sessionKey = "00112233445566778899aabbccddeeff";
    raw.encrypted.delete("sessionKey");
    expect(checkEnvironment(raw, { secrets: "ignored" }).problems).toMatchObject([
      { key: "hougu:sessionKey", value: "[secret]" },
    ]);
  });
});
