import type { Localized } from "../../../components/locale/localized.ts";
import { at } from "../../expect.ts";
import { objectOf, type Properties } from "../../resource.ts";
import { COMMAND, CONFIG_MAP, DOCKER_CONTAINER, VSPHERE_VM } from "../../types.ts";

/** What a credential looks like, by the issuers' own formats. */
const CREDENTIALS: readonly { readonly pattern: RegExp; readonly kind: Localized }[] = [
  { pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, kind: { en: "a private key", zh: "私钥" } },
  // AccessKey ids of Alibaba Cloud begin with LTAI, temporary ones with STS.
  { pattern: /\bLTAI[A-Za-z0-9]{12,28}\b/, kind: { en: "an AccessKey", zh: "AccessKey" } },
  {
    pattern: /\b(?:mysql|redis|rediss|amqps?):\/\/[^\s:/@]+:[^\s:/@]+@/,
    kind: { en: "a password in an address", zh: "带密码的地址" },
  },
];

/** The kind of credential in a text, never the credential. */
export function credentialIn(text: string): Localized | undefined {
  return CREDENTIALS.find(({ pattern }) => pattern.test(text))?.kind;
}

/** Texts of a resource that others than its owner can read, with their places. */
export function readableTexts(type: string, props: Properties): [string, unknown][] {
  switch (type) {
    case VSPHERE_VM:
      // guestinfo.hougu.secrets is left out: the guest takes it and erases it when it first starts.
      return ["guestinfo.userdata", "guestinfo.vendordata", "guestinfo.metadata"].map((key) => [
        `extraConfig["${key}"]`,
        objectOf(props.extraConfig)?.[key],
      ]);
    case CONFIG_MAP:
      return Object.entries(objectOf(at(props, "data")) ?? {}).map(([key, text]) => [`data["${key}"]`, text]);
    case DOCKER_CONTAINER:
      return (Array.isArray(props.envs) ? props.envs : []).map((text, index) => [`envs[${index}]`, text]);
    case COMMAND:
      return [["commandContent", props.commandContent]];
    default:
      return [
        ["userData", props.userData],
        ["userdata", props.userdata],
      ];
  }
}
