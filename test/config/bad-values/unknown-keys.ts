import type { BadValue } from "./bad-value.ts";

/** Keys that nobody knows. Their values are never shown: one may be a misspelt secret. */
export const UNKNOWN_KEYS: readonly BadValue[] = [
  {
    mistake: "a key mistyped",
    path: ["artist", "tomcat", "conut"],
    value: 3,
    shown: "[not shown]",
    expected: /^one of the keys machine, count/,
    remedy: "did you mean count? Rename conut to count",
  },
  {
    mistake: "a section mistyped",
    path: ["artst"],
    value: {},
    shown: "[not shown]",
    expected: /^one of the keys environment, region/,
    remedy: "did you mean artist? Rename artst to artist",
  },
  {
    mistake: "a secret's key mistyped",
    path: ["vrrpPasword"],
    value: "aB3$xY9z",
    shown: "[not shown]",
    expected: /vrrpPassword/,
    remedy: "did you mean vrrpPassword? Rename vrrpPasword to vrrpPassword",
  },
  {
    mistake: "a password among the settings",
    path: ["vsphere", "password"],
    value: "hunter2",
    shown: "[not shown]",
    expected: /^one of the keys server, user/,
    remedy: "delete hougu:vsphere.password",
  },
];
