import { stringify } from "yaml";
import type { SecretName } from "./guest.ts";

/** The address of a vSphere host: there is no DHCP on its segment. */
export interface HostAddress {
  /** IPv4 address. */
  readonly address: string;
  /** Length of the network prefix, e.g. 24. */
  readonly prefix: number;
  readonly gateway: string;
  readonly nameservers: readonly string[];
  /** Name of the network interface in the template; vmxnet3 on PCI slot 192 is `ens192`. */
  readonly interface: string;
}

/**
 * A vSphere machine's `extraConfig` without secrets: user data and metadata for cloud-init's VMware data source.
 * Metadata names the host and its static address (network config version 2).
 */
export function guestinfo(name: string, address: HostAddress, userData: string): Record<string, string> {
  const metadata = {
    // Another machine of the same name is a new instance to cloud-init only with another disk, and it has one.
    "instance-id": name,
    "local-hostname": name,
    network: {
      version: 2,
      ethernets: {
        [address.interface]: {
          dhcp4: false,
          dhcp6: false,
          addresses: [`${address.address}/${address.prefix}`],
          gateway4: address.gateway,
          nameservers: { addresses: address.nameservers },
        },
      },
    },
  };
  return {
    "guestinfo.metadata": base64(stringify(metadata, { lineWidth: 0, aliasDuplicateObjects: false })),
    "guestinfo.metadata.encoding": "base64",
    "guestinfo.userdata": base64(userData),
    "guestinfo.userdata.encoding": "base64",
  };
}

/** The key that carries a vSphere machine's secrets until the machine has taken and erased them. */
export const GUESTINFO_SECRETS_KEY = "guestinfo.hougu.secrets";

/** The value for {@link GUESTINFO_SECRETS_KEY}: a secret itself. Pass only what the guest needs. */
export function guestinfoSecrets(values: Readonly<Partial<Record<SecretName, string>>>): string {
  const sorted = Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  return base64(JSON.stringify(sorted));
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
