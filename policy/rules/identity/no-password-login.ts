import { isUnknown, listOf, objectOf, type Properties, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, VSPHERE_VM } from "../../types.ts";
import { passwordDirectives, readUserData } from "./user-data.ts";

/** Properties of ECS that set a login password, or keep the image's. */
const PASSWORD_PROPERTIES = ["password", "kmsEncryptedPassword", "passwordInherit"] as const;

export const noPasswordLogin = defineRule({
  id: "no-password-login",
  severity: "critical",
  level: "mandatory",
  title: { en: "Nobody logs in with a password", zh: "禁止使用密码登录" },
  rationale: {
    en: "Passwords are guessed, reused and shared, and a password in user data is readable by everything that runs on the machine. Keys are not.",
    zh: "密码会被猜中、复用、传播；写在用户数据里的密码，机器上任何程序都能读到。密钥不会。",
  },
  remediation: {
    en: "Drop the password; log in with a key pair (keyName, or ssh_authorized_keys) or through Cloud Assistant. In user data: ssh_pwauth: false and no chpasswd.",
    zh: "去掉密码；使用密钥对（keyName 或 ssh_authorized_keys）或云助手登录。用户数据中写 ssh_pwauth: false，不使用 chpasswd。",
  },
  sources: [
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.4.1",
      topic: "Authentication of whoever logs in",
    },
    {
      document: "VMware vSphere Security Configuration Guide 8",
      topic: "No credentials in a guest's customization",
    },
  ],
  settings: {},
  resource: {
    types: new Set([ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, VSPHERE_VM]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === VSPHERE_VM) {
        yield* vspherePasswords(props);
        return;
      }
      for (const property of PASSWORD_PROPERTIES) {
        const value = props[property];
        if (isUnknown(value)) yield { undecided: property };
        else if (value !== undefined && value !== null && value !== "" && value !== false)
          yield isSet(property);
      }
      yield* userData("userData", props.userData);
      yield* userData("userdata", props.userdata);
    },
  },
});

/** Where vSphere's ways to hand a guest its start keep the text. */
const GUESTINFO = ["guestinfo.userdata", "guestinfo.vendordata", "guestinfo.metadata"] as const;

function* vspherePasswords(props: Properties): Iterable<Finding> {
  if (isUnknown(props.extraConfig)) yield { undecided: "extraConfig" };
  const extraConfig = objectOf(props.extraConfig);
  for (const key of GUESTINFO) yield* userData(`extraConfig["${key}"]`, extraConfig?.[key]);

  const vapp = objectOf(objectOf(props.vapp)?.properties) ?? objectOf(listOf(props.vapp)[0]?.properties);
  yield* userData('vapp.properties["user-data"]', vapp?.["user-data"]);
  for (const key of Object.keys(vapp ?? {})) {
    if (/^(.*[-_.])?(root[-_]?)?password$/i.test(key) && vapp?.[key] !== "")
      yield isSet(`vapp.properties["${key}"]`);
  }

  const clone = objectOf(props.clone) ?? listOf(props.clone)[0];
  const customize = objectOf(clone?.customize) ?? listOf(clone?.customize)[0];
  const windows = objectOf(customize?.windowsOptions) ?? listOf(customize?.windowsOptions)[0];
  if (windows?.adminPassword !== undefined) yield isSet("clone.customize.windowsOptions.adminPassword");
}

/** The value itself is never shown: it may be the secret. */
function isSet(property: string): Finding {
  return { broken: { en: `${property} is set.`, zh: `设置了 ${property}。` } };
}

function* userData(property: string, value: unknown): Iterable<Finding> {
  if (isUnknown(value)) {
    yield { undecided: property };
    return;
  }
  const text = textOf(value);
  if (text === undefined) return;
  for (const { line, directive } of passwordDirectives(readUserData(text))) {
    yield {
      broken: {
        en: `${property}, line ${line}: ${directive}.`,
        zh: `${property} 第 ${line} 行：${directive}。`,
      },
    };
  }
}
