import type { SecretName } from "../../components/guest/guest.ts";
import { guestinfoSecrets } from "../../components/guest/guestinfo.ts";
import type { Machine } from "./machine.ts";

/**
 * Makes a machine what vCenter makes of the template: its one interface has the template's name and the guest's address,
 * and open-vm-tools hands over the secrets.
 */
export async function asClone(
  machine: Machine,
  address: string,
  secrets: Readonly<Partial<Record<SecretName, string>>>,
): Promise<void> {
  await machine.must("ip", "link", "set", "eth0", "down");
  await machine.must("ip", "link", "set", "eth0", "name", "ens192");
  await machine.must("ip", "link", "set", "ens192", "up");
  await machine.must("ip", "address", "add", `${address}/24`, "dev", "ens192");
  await machine.write(
    "/usr/bin/vmware-rpctool",
    `#!/bin/sh\ncase "$1" in info-get*) echo ${guestinfoSecrets(secrets)} ;; esac\n`,
    0o755,
  );
}
