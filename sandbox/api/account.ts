import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The one account of a sandbox cloud, and the key that opens it. */
export interface Account {
  /** 16 digits, as Alibaba Cloud's account ids. */
  readonly id: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

const FILE = "account.json";
const ACCOUNT_ID = "1000000000000001";

/**
 * The account of a folder, made the first time. The key is drawn at random and opens nothing anywhere else; its id has a
 * prefix that no real key has, so that nobody takes one for the other.
 */
export function accountIn(folder: string): Account {
  const file = join(folder, FILE);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Account;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const account = {
    id: ACCOUNT_ID,
    accessKeyId: `HOUGU${randomBytes(8).toString("hex").toUpperCase()}`,
    accessKeySecret: randomBytes(20).toString("hex"),
  };
  writeFileSync(file, `${JSON.stringify(account)}\n`, { mode: 0o600, flag: "wx" });
  return account;
}

/** Access keys of real accounts begin so; a temporary one of a role with `STS.`. */
export function looksReal(accessKeyId: string): boolean {
  return /^(LTAI|STS\.)/.test(accessKeyId);
}
