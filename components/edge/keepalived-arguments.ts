import { TEXTFILE_DIRECTORY } from "../guest/node-exporter.ts";
import { COMMANDS } from "../guest/on-machine.ts";

export interface KeepalivedArgs {
  /** 1 to 254; the higher one takes the address when both hosts start together. */
  readonly priority: number;
  /** Network interface of the virtual address: `eth0` on ECS, `ens192` on vSphere. */
  readonly interface: string;
  /** 1 to 255, unique on its segment. */
  readonly virtualRouterId: number;
  readonly virtualAddress: string;
  /** Length of the segment's network prefix, e.g. 24. */
  readonly prefix: number;
  readonly ownAddress: string;
  readonly peerAddress: string;
  /**
   * `unicast`: VPCs carry no multicast, so it is the only way on Alibaba Cloud, and the better one anywhere, since
   * only the peer sees the adverts. `multicast` for segments where peers are not known to each other.
   */
  readonly transport: "unicast" | "multicast";
  /**
   * Seconds between adverts; 1 by default. Whole seconds speak VRRPv2, whose adverts carry the password. Fractions
   * (steps of 0.01, up to 40.95) need VRRPv3, which has no authentication (RFC 5798, section 9).
   */
  readonly advertIntervalSeconds?: number;
}

export const CHECK_COMMAND = `${COMMANDS}/check-nginx`;
export const NOTIFY_COMMAND = `${COMMANDS}/notify-vrrp`;
/** The VRRP state as metrics, which node exporter reads. */
export const VRRP_METRICS = `${TEXTFILE_DIRECTORY}/vrrp.prom`;
