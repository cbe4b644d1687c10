import type { ReceiverSettings } from "./observability.ts";

/** Where a receiver is told. */
export interface AlertAddress {
  readonly name: string;
  readonly url: string;
  /** DingTalk's: what a robot's messages are signed with. */
  readonly signingSecret?: string;
}

/** `name https://host/path?query`, and behind `#` a signing secret. */
const LINE = /^([a-z][a-z0-9-]{0,39}) +(https:\/\/[\x21\x22\x24-\x7e]+)(?:#([\x21-\x7e]{1,128}))?$/;

/** The lines of the secret `alertAddresses`; undefined when one of them isn't an address. */
export function parseAlertAddresses(text: string): readonly AlertAddress[] | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const addresses = lines.map((line) => LINE.exec(line));
  if (addresses.some((match) => match === null)) return undefined;
  return addresses.map((match) => {
    const [, name = "", url = "", signingSecret] = match ?? [];
    return { name, url, ...(signingSecret === undefined ? {} : { signingSecret }) };
  });
}

/** Receivers whose address is a secret: all but mail. */
export function robotsOf(receivers: readonly ReceiverSettings[]): readonly ReceiverSettings[] {
  return receivers.filter(({ kind }) => kind !== "email");
}

/** Whether a secret has an address for each receiver that needs one, once, and for nobody else. */
export function addressesFit(text: string, receivers: readonly ReceiverSettings[]): boolean {
  const addresses = parseAlertAddresses(text);
  const wanted = robotsOf(receivers).map(({ name }) => name);
  return (
    addresses !== undefined &&
    addresses
      .map(({ name }) => name)
      .sort()
      .join() === wanted.sort().join()
  );
}
