import type { Localized } from "../locale/localized.ts";

/** Keys of the configuration that hold secrets, in the order in which operators set them. */
export const SECRET_KEYS = ["vrrpPassword", "sessionKey", "vspherePassword", "tls"] as const;
export type SecretKey = (typeof SECRET_KEYS)[number];

export function isSecretKey(key: string): key is SecretKey {
  return (SECRET_KEYS as readonly string[]).includes(key);
}

/** What is known about a secret key: for the reference, the JSON Schema and errors. */
export interface SecretFacts {
  readonly about: Localized;
  readonly expected: Localized;
  /** What follows `pulumi config set` to set it; no value is ever in it. */
  readonly setting: string;
}

export const secretFacts: Readonly<Record<SecretKey, SecretFacts>> = {
  vrrpPassword: {
    about: { en: "VRRP authentication of the edge pairs.", zh: "入口双机的 VRRP 认证口令。" },
    expected: {
      // keepalived reads 8 characters of auth_pass; quotes, # and ! have a meaning in its configuration.
      en: "exactly 8 printable ASCII characters without blanks, quotes, #, ! or backslash, encrypted",
      zh: "恰好 8 个可打印 ASCII 字符，不含空白、引号、#、! 和反斜杠，且已加密",
    },
    setting: '--secret hougu:vrrpPassword "$(openssl rand -hex 4)"',
  },
  sessionKey: {
    about: { en: "Key of Tomcat's session replication (AES-128).", zh: "Tomcat 会话复制的密钥（AES-128）。" },
    expected: { en: "32 hexadecimal digits, encrypted", zh: "32 位十六进制数字，且已加密" },
    setting: '--secret hougu:sessionKey "$(openssl rand -hex 16)"',
  },
  vspherePassword: {
    about: {
      en: "Password of the vCenter user; set exactly when hougu:vsphere is.",
      zh: "vCenter 用户的密码；仅当设置了 hougu:vsphere 时才设置。",
    },
    expected: { en: "vCenter's password, encrypted", zh: "vCenter 密码，且已加密" },
    setting: "--secret hougu:vspherePassword",
  },
  tls: {
    about: {
      en: "Certificate chain and private key (PEM) of each mini-program's domain.",
      zh: "每个小程序域名的证书链与私钥（PEM）。",
    },
    expected: {
      en: "for artist and food each a certificate and a privateKey in PEM, encrypted",
      zh: "artist 与 food 各有 PEM 格式的 certificate 与 privateKey，且已加密",
    },
    setting: "--secret --path hougu:tls.artist.certificate < artist.crt",
  },
};

/** The command that sets a secret. For `tls` a mini-program and one of its two files are named too. */
export function commandFor(
  key: SecretKey,
  stack?: string,
  setting: string = secretFacts[key].setting,
): string {
  return `pulumi config set ${stack === undefined ? "" : `--stack ${stack} `}${setting}`;
}

/** As {@link commandFor}, for one file of a mini-program's TLS. */
export function tlsCommandFor(name: string, file: "certificate" | "privateKey", stack?: string): string {
  const extension = file === "certificate" ? "crt" : "key";
  return commandFor("tls", stack, `--secret --path hougu:tls.${name}.${file} < ${name}.${extension}`);
}
