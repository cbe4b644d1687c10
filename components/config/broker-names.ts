import { MINI_PROGRAMS, type MiniProgramName } from "./environment.ts";
import type { MessagingSettings } from "./messaging.ts";

/**
 * Brokers' domain. ICANN keeps `.internal` for private use. On machines its names stand in /etc/hosts, so a cluster forms
 * without a name server; pods ask a private zone of their VPC.
 */
export const BROKER_DOMAIN = "messaging.hougu.internal";

/** Host name of a broker by its number, from 1. */
export function brokerName(miniProgram: MiniProgramName, number: number): string {
  return `${miniProgram}-rabbitmq-${number}`;
}

/** A broker's full name. The short one won't do: cloud-init makes it lead to 127.0.1.1 on the machine itself. */
export function brokerHost({ name }: { readonly name: string }): string {
  return `${name}.${BROKER_DOMAIN}`;
}

/** Names that the brokers' certificate must have, each in full: Erlang compares names without wildcards. */
export function brokerHostsOf(messaging: MessagingSettings | undefined): string[] {
  if (messaging?.kind !== "cluster") return [];
  const numbers = Array.from({ length: messaging.nodes }, (_, index) => index + 1);
  return MINI_PROGRAMS.flatMap((name) =>
    numbers.map((number) => brokerHost({ name: brokerName(name, number) })),
  );
}
