import { gzipSync } from "node:zlib";
import type { InstanceArgs } from "@pulumi/alicloud/ecs/instance.js";
import { describe, expect, it, test } from "vitest";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { noPasswordLogin } from "../../../../policy/rules/identity/no-password-login.ts";
import * as t from "../../../../policy/types.ts";
import { judge, type Props, resource } from "../judge.ts";

const SECRET = "hunter2-Correct.Horse";
const instance = (props: Props<InstanceArgs>) =>
  judge(noPasswordLogin, resource<InstanceArgs>(t.ECS_INSTANCE, props));
const base64 = (text: string) => Buffer.from(text).toString("base64");
const packed = (text: string) => gzipSync(text).toString("base64");

describe("an ECS instance", () => {
  test.each([{}, { keyName: "ops" }, { passwordInherit: false }, { password: "" }])(
    "passes with %o",
    (props) => {
      expect(instance(props)).toEqual({ broken: [], undecided: [] });
    },
  );
  test.each([{ password: SECRET }, { kmsEncryptedPassword: SECRET }, { passwordInherit: true }])(
    "fails with %o",
    (props) => {
      expect(instance(props).broken).toEqual([`${Object.keys(props)[0]} is set.`]);
    },
  );
  it("waits for what is unknown", () => {
    expect(instance({ password: UNKNOWN, userData: UNKNOWN })).toEqual({
      broken: [],
      undecided: ["password", "userData"],
    });
  });
});

const LETS_IN = [
  ["ssh_pwauth: true", "#cloud-config\nssh_pwauth: true"],
  ["ssh_pwauth: true", "#cloud-config\nssh_pwauth: 'yes'"],
  ["chpasswd", `#!/bin/sh\necho root:${SECRET} | chpasswd`],
  ["chpasswd", `#cloud-config\nchpasswd:\n  expire: false`],
  ["passwd --stdin", `#!/bin/sh\necho ${SECRET} | passwd --stdin root`],
  ["usermod --password", `#!/bin/sh\nusermod -p '${SECRET}' root`],
  ["plain_text_passwd", `#cloud-config\nusers:\n  - name: ops\n    plain_text_passwd: ${SECRET}`],
  ["hashed_passwd", "#cloud-config\nusers:\n  - name: ops\n    passwd: $6$abc"],
  ["password", `#cloud-config\npassword: ${SECRET}`],
  ["lock_passwd: false", "#cloud-config\nusers:\n  - name: ops\n    lock_passwd: false"],
  ["PasswordAuthentication yes", "#!/bin/sh\nsed -i 's/.*/PasswordAuthentication yes/' /etc/ssh/sshd_config"],
  ["PermitRootLogin yes", "#cloud-config\nwrite_files:\n  - content: |\n      PermitRootLogin yes"],
] as const;

describe("user data", () => {
  test.each(LETS_IN)("%s is found, plain or packed, and its line is never shown", (directive, text) => {
    for (const userData of [text, base64(text), packed(text), base64(text).replace(/(.{20})/g, "$1\n")]) {
      const { broken } = instance({ userData });
      expect(broken).toContainEqual(expect.stringContaining(directive));
      expect(broken.join()).not.toContain(SECRET);
    }
  });
  it("says which line", () => {
    expect(instance({ userData: "#cloud-config\n\nssh_pwauth: true\n" }).broken).toEqual([
      "userData, line 3: ssh_pwauth: true.",
    ]);
  });
  it("finds it in a file that cloud-config writes as base64", () => {
    const content = base64("PasswordAuthentication yes\n");
    const userData = `#cloud-config\nwrite_files:\n  - path: /etc/ssh/sshd_config.d/x.conf\n    encoding: b64\n    content: ${content}\n`;
    expect(instance({ userData: packed(userData) }).broken).toEqual([
      "userData, line 5: PasswordAuthentication yes.",
    ]);
  });
  test.each([
    "#cloud-config\nssh_pwauth: false\nusers:\n  - name: ops\n    lock_passwd: true\n    ssh_authorized_keys: [ssh-ed25519 AAAA]\n",
    "#!/bin/sh\n# chpasswd is not used here\necho 'PasswordAuthentication no' > /etc/ssh/sshd_config.d/x.conf\n",
    "write_files:\n  - path: /etc/nsswitch.conf\n    content: |\n      passwd: files\n",
    "AAAAAAAA",
    "not base64 at all",
  ])("passes: %j", (userData) => {
    expect(instance({ userData })).toEqual({ broken: [], undecided: [] });
  });
  it("that claims to be gzip and isn't is read as it stands", () => {
    expect(instance({ userData: Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]).toString("base64") }).broken).toEqual(
      [],
    );
  });
});

describe("a vSphere VM", () => {
  const vm = (props: object) => judge(noPasswordLogin, resource(t.VSPHERE_VM, props));
  it("passes with guestinfo that lets nobody in", () => {
    expect(
      vm({ extraConfig: { "guestinfo.userdata": packed("#cloud-config\nssh_pwauth: false\n") } }),
    ).toEqual({ broken: [], undecided: [] });
  });
  test.each(["guestinfo.userdata", "guestinfo.vendordata"])("fails through %s", (key) => {
    expect(vm({ extraConfig: { [key]: packed(`#cloud-config\npassword: ${SECRET}\n`) } }).broken).toEqual([
      `extraConfig["${key}"], line 2: password.`,
    ]);
  });
  test.each([
    { vapp: { properties: { password: SECRET } } },
    { vapp: { properties: { root_password: SECRET } } },
    { clone: { customize: { windowsOptions: { adminPassword: SECRET } } } },
  ])("fails with a customization that sets one", (props) => {
    const { broken } = vm(props);
    expect(broken).toHaveLength(1);
    expect(broken.join()).not.toContain(SECRET);
  });
  it("waits for extra configuration that is unknown, whole or in part", () => {
    expect(vm({ extraConfig: UNKNOWN }).undecided).toEqual(["extraConfig"]);
    expect(vm({ extraConfig: { "guestinfo.vendordata": UNKNOWN } }).undecided).toEqual([
      'extraConfig["guestinfo.vendordata"]',
    ]);
  });
});

it("a launch template is judged like an instance", () => {
  expect(
    judge(noPasswordLogin, resource(t.ECS_LAUNCH_TEMPLATE, { passwordInherit: true })).broken,
  ).toHaveLength(1);
  expect(
    judge(
      noPasswordLogin,
      resource(t.ECS_LAUNCH_TEMPLATE, { userData: base64("#cloud-config\nssh_pwauth: true\n") }),
    ).broken,
  ).toHaveLength(1);
});
