import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { credentialOf } from "../../../../sandbox/plugin/kubernetes/api-server/credential-plugin.ts";
import { readKubeconfig } from "../../../../sandbox/plugin/kubernetes/api-server/kubeconfig.ts";
import { chosenKubeconfig } from "../../../../sandbox/plugin/kubernetes/api-server/switch.ts";
import { temporaryFolder } from "../../temporary.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

function config(user: object = { token: "t" }, cluster: object = {}, context: object = {}): object {
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "here",
    contexts: [
      { name: "elsewhere", context: { cluster: "b", user: "b" } },
      { name: "here", context: { cluster: "a", user: "a", ...context } },
    ],
    clusters: [
      { name: "b", cluster: { server: "nonsense", "proxy-url": "http://proxy" } },
      { name: "a", cluster: { server: "https://127.0.0.1:6443/", ...cluster } },
    ],
    users: [
      { name: "b", user: { "auth-provider": { name: "gcp" } } },
      { name: "a", user },
    ],
  };
}

function written(content: object): string {
  const path = join(temporaryFolder(), "config");
  writeFileSync(path, stringify(content));
  return path;
}

describe("a kubeconfig", () => {
  it("is read by its current context, whatever the others say", () => {
    const { cluster, user, namespace } = readKubeconfig(
      written(config({ token: "t" }, { "certificate-authority-data": base64("CA") }, { namespace: "shop" })),
    );
    expect(cluster).toEqual({ server: "https://127.0.0.1:6443", ca: Buffer.from("CA"), insecure: false });
    expect(user.token?.()).toBe("t");
    expect(namespace).toBe("shop");
    expect(readKubeconfig(written(config())).namespace).toBe("default");
  });

  it("names files from its own folder, and a token's file is read anew each time", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "pki"));
    writeFileSync(join(folder, "pki/user.crt"), "CERT");
    writeFileSync(join(folder, "pki/user.key"), "KEY");
    writeFileSync(join(folder, "token"), "first\n");
    const path = join(folder, "config");
    writeFileSync(
      path,
      stringify(
        config({
          token: "old",
          tokenFile: "token",
          "client-certificate": "pki/user.crt",
          "client-key": "pki/user.key",
        }),
      ),
    );
    const { user } = readKubeconfig(path);
    expect(user.certificate).toEqual({ cert: Buffer.from("CERT"), key: Buffer.from("KEY") });
    expect(user.token?.()).toBe("first");
    writeFileSync(join(folder, "token"), "second\n");
    expect(user.token?.()).toBe("second");
  });

  it("may impersonate, and may not be read as if it didn't", () => {
    const { user } = readKubeconfig(written(config({ token: "t", as: "ci", "as-groups": ["a", "b"] })));
    expect(user.impersonation).toEqual({ "Impersonate-User": "ci", "Impersonate-Group": ["a", "b"] });
  });

  it.each<[what: string, content: object, message: RegExp]>([
    [
      "a context that isn't there",
      { ...config(), "current-context": "gone" },
      /current-context: expected one of elsewhere, here, got gone$/,
    ],
    ["no context", { ...config(), "current-context": undefined }, /: current-context: /],
    ["no address", config({}, { server: "nowhere" }), /: clusters\.a\.server: Invalid URL$/],
    [
      "a proxy",
      config({}, { "proxy-url": "http://proxy" }),
      /: clusters\.a\.proxy-url: proxies aren't supported here$/,
    ],
    [
      "an old way of signing in",
      config({ "auth-provider": { name: "oidc" } }),
      /: users\.a\.auth-provider: auth providers are gone/,
    ],
    [
      "a plugin that asks people",
      config({
        exec: { apiVersion: "client.authentication.k8s.io/v1", command: "x", interactiveMode: "Always" },
      }),
      /: users\.a\.exec\.interactiveMode: nobody is there to be asked$/,
    ],
  ])("with %s is refused, with the field", (_, content, message) => {
    expect(() => readKubeconfig(written(content))).toThrow(message);
  });
});

describe("a kubeconfig's plugin", () => {
  function plugin(script: string) {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "login"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "login"), 0o755);
    writeFileSync(
      join(folder, "config"),
      stringify(
        config({
          exec: {
            apiVersion: "client.authentication.k8s.io/v1",
            command: "./login",
            args: ["dev"],
            env: [{ name: "PROFILE", value: "shop" }],
          },
        }),
      ),
    );
    const found = readKubeconfig(join(folder, "config")).user.plugin;
    if (found === undefined) throw new Error("no plugin");
    return found;
  }
  const answer = (status: object) => `echo '${JSON.stringify({ kind: "ExecCredential", status })}'`;

  it("is asked with its arguments and variables", async () => {
    const expirationTimestamp = "2026-11-25T08:00:00Z";
    const given = answer({ token: "TOKEN", expirationTimestamp }).replace("TOKEN", "'$PROFILE-$1'");
    await expect(credentialOf(plugin(given))).resolves.toEqual({
      token: "shop-dev",
      expires: Date.parse(expirationTimestamp),
    });
  });

  it("that fails or answers something else is an error with its name", async () => {
    await expect(credentialOf(plugin("echo 'not logged in' >&2; exit 1"))).rejects.toThrow(
      /plugin .*\/login gave no credentials: .*not logged in/s,
    );
    await expect(credentialOf(plugin("echo '{}'"))).rejects.toThrow(/login gave no credentials/);
  });
});

describe("the switch", () => {
  it("is off unless its own variable is set: KUBECONFIG is for other people's clusters", () => {
    expect(chosenKubeconfig({ KUBECONFIG: "/etc/hosts" })).toBeUndefined();
    expect(chosenKubeconfig({ HOUGU_SANDBOX_KUBECONFIG: "" })).toBeUndefined();
  });

  it("takes an absolute path of a file that is there, and says so otherwise", () => {
    const path = written(config());
    expect(chosenKubeconfig({ HOUGU_SANDBOX_KUBECONFIG: path })).toBe(path);
    expect(() => chosenKubeconfig({ HOUGU_SANDBOX_KUBECONFIG: "kind.yaml" })).toThrow(
      /HOUGU_SANDBOX_KUBECONFIG=kind\.yaml: expected an absolute path/,
    );
    expect(() => chosenKubeconfig({ HOUGU_SANDBOX_KUBECONFIG: `${path}.gone` })).toThrow(
      /there is no such file/,
    );
  });
});
