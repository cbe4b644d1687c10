import type { MiniProgramName } from "../config/environment.ts";
import type { GuestFile, GuestPart, SecretText } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import { unitText } from "../guest/systemd.ts";
import { PASSWORD_SECRETS } from "./definitions.ts";
import { brokerHost, brokerHosts } from "./node-names.ts";
import { AMQPS_PORT, type BrokerUser, EVENTS_EXCHANGE, QUEUE_TABLE, QUEUES } from "./queues.ts";
import type { BrokerNode } from "./rabbitmq-arguments.ts";
import { userName } from "./topology.ts";

export interface BrokerClientArgs {
  readonly miniProgram: MiniProgramName;
  /** Who speaks. */
  readonly user: BrokerUser;
  /** systemd unit of what speaks; it finds its settings by HOUGU_MESSAGING. */
  readonly unit: string;
  /** Group that may read the settings. */
  readonly group: string;
  readonly at:
    | { readonly kind: "cluster"; readonly nodes: readonly BrokerNode[] }
    /** Where the managed service is, is known when it has been made: it comes the way of the secrets. */
    | { readonly kind: "managed" };
}

/** Where an app finds how to speak to its broker, as JSON. */
export const MESSAGING_SETTINGS = "/etc/hougu/messaging.json";
const AUTHORITY = "/etc/hougu/messaging-authority.pem";
/** Authorities that Debian knows, for the managed service's certificate. */
const PUBLIC_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";

/** The settings of an app that sends and receives messages, the same whoever runs the broker. */
export function brokerClient(args: BrokerClientArgs): GuestPart {
  const { at, unit, group } = args;
  const own: GuestFile[] =
    at.kind === "managed"
      ? []
      : [
          brokerHosts(at.nodes),
          {
            path: AUTHORITY,
            mode: "0640",
            owner: `root:${group}`,
            content: secretText`${secret("brokerAuthority")}`,
          },
        ];
  return {
    part: "messaging",
    packages: at.kind === "managed" ? ["ca-certificates"] : [],
    files: [
      ...own,
      { path: MESSAGING_SETTINGS, mode: "0640", owner: `root:${group}`, content: settings(args) },
      {
        path: `/etc/systemd/system/${unit}.service.d/20-messaging.conf`,
        mode: "0644",
        content: unitText({ Service: { Environment: `HOUGU_MESSAGING=${MESSAGING_SETTINGS}` } }),
      },
    ],
  };
}

/** Passwords are letters, digits, `_` and `-`, and hosts are names: JSON without escapes. */
function settings({ miniProgram, user, at }: BrokerClientArgs): SecretText {
  const addresses =
    at.kind === "managed"
      ? secretText`"${secret("brokerEndpoint")}:${AMQPS_PORT}"`
      : at.nodes.map((node) => JSON.stringify(`${brokerHost(node)}:${AMQPS_PORT}`)).join(", ");
  const list = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(", ");
  const consumes = QUEUES.filter((queue) => QUEUE_TABLE[queue].consumers.includes(user));
  const publishes = QUEUES.filter((queue) => QUEUE_TABLE[queue].producers.includes(user));
  return secretText`{
  "addresses": [${addresses}],
  "authorities": "${at.kind === "managed" ? PUBLIC_AUTHORITIES : AUTHORITY}",
  "virtualHost": "${miniProgram}",
  "user": "${userName(miniProgram, user)}",
  "password": "${secret(PASSWORD_SECRETS[user])}",
  "exchange": "${EVENTS_EXCHANGE}",
  "publishes": [${list(publishes)}],
  "consumes": [${list(consumes)}]
}
`;
}
