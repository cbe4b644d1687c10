import { beforeAll, describe, expect, it } from "vitest";
import { danmakuSettings } from "../../apps/danmaku/settings.ts";
import { inboxSettings } from "../../apps/inbox/settings.ts";
import { APP_KEYS } from "../../components/kubernetes/workloads/catalogue.ts";
import { environmentOf, type Recording, recordEnvironment, SECRET_VALUES } from "./recorded.ts";

/** The secret of the recording is a word, where a certificate would be. */
const readable = (variables: Record<string, string>) => {
  expect(variables.BROKER_CA).toBe(SECRET_VALUES.brokers.authority);
  return { ...variables, BROKER_CA: "-----BEGIN CERTIFICATE-----" };
};

describe("what the program gives to its apps is what they read", () => {
  let made: Recording;
  beforeAll(async () => {
    made = await recordEnvironment(environmentOf("prod"));
  }, 120_000);

  /** As kubelet makes it: the ConfigMap that the Deployment names, then the Secret. */
  function ofPod(namespace: string, workload: string): Record<string, string> {
    const objects = made.resources.filter(({ inputs }) => {
      const metadata = inputs.metadata as { namespace?: string; name?: string } | undefined;
      return metadata?.namespace === namespace;
    });
    const named = (kind: string, is: (name: string) => boolean) =>
      objects.find(({ inputs }) => inputs.kind === kind && is((inputs.metadata as { name: string }).name));
    const plain = named("ConfigMap", (name) => name.startsWith(`${workload}-`));
    const secret = named("Secret", (name) => name === `app-${workload}`);
    expect(secret?.secretInputs).toContain("stringData");
    return {
      ...(plain?.inputs.data as Record<string, string>),
      ...(secret?.inputs.stringData as Record<string, string>),
    };
  }

  it("in danmaku's pods, of both mini-programs", () => {
    for (const namespace of ["artist", "food"] as const) {
      expect(danmakuSettings(readable(ofPod(namespace, "danmaku")))).toMatchObject({
        miniProgram: namespace,
        port: 8080,
        drainSeconds: 55,
        broker: {
          virtualHost: namespace,
          user: `${namespace}-danmaku`,
          hosts: [1, 2, 3].map((number) => expect.stringContaining(`${namespace}-rabbitmq-${number}.`)),
        },
      });
    }
  });

  it("in the inbox's pods, where there is a Redis", () => {
    const settings = inboxSettings(readable(ofPod("artist", "inbox")));
    expect(settings).toMatchObject({ broker: { user: "artist-inbox" }, redis: { port: 6379, tls: true } });
    expect(settings.phoneKey).not.toEqual(settings.tokenKey);
  });

  it("with one key for those that sign and those that verify, and another for each mini-program", () => {
    const api = ofPod("artist", "api");
    expect(api.DANMAKU_TOKEN_KEY).toBe(ofPod("artist", "danmaku").DANMAKU_TOKEN_KEY);
    expect(api.INBOX_TOKEN_KEY).toBe(ofPod("artist", "inbox").INBOX_TOKEN_KEY);
    expect(api.INBOX_TOKEN_KEY).not.toBe(ofPod("food", "api").INBOX_TOKEN_KEY);
    expect(api).not.toHaveProperty("INBOX_PHONE_KEY");
    const keys = APP_KEYS.flatMap((key) => ofPod("artist", "inbox")[key] ?? ofPod("artist", "danmaku")[key]);
    expect(new Set(keys).size).toBe(APP_KEYS.length);
  });

  it("in containers on Docker hosts, which know the brokers' addresses", () => {
    const containers = made.ofType("docker:index/container:Container");
    expect(containers.length).toBeGreaterThan(0);
    for (const { inputs, secretInputs } of containers) {
      expect(secretInputs).toContain("envs");
      const variables = Object.fromEntries(
        (inputs.envs as string[]).map((line) => [
          line.slice(0, line.indexOf("=")),
          line.slice(line.indexOf("=") + 1),
        ]),
      );
      const settings = danmakuSettings(readable(variables));
      expect(settings).toMatchObject({ miniProgram: "food", port: 8090, drainSeconds: 25 });
      const known = (inputs.hosts as { host: string; ip: string }[]).map(({ host }) => host);
      expect(known).toEqual(settings.broker.hosts);
    }
  });
});
