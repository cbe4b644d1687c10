import type { SecretText } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import { CHECK_COMMAND, type KeepalivedArgs, NOTIFY_COMMAND } from "./keepalived-arguments.ts";

/**
 * Which VRRP. Version 2 with a password is the default, version 3 comes with an interval below a second:
 *
 *   - What fails most, Nginx, and what happens on purpose, a stop, don't wait for a missed advert: the owner sends
 *     priority 0 and the other takes over after the skew time, (256 - priority) / 256 s, a quarter of a second here.
 *   - Only a host that dies in silence is noticed by missing adverts: 3 intervals and the skew, at most 3.3 s at 1 s,
 *     and 0.7 s at 0.2 s.
 *   - Version 2's password is plain text on the wire: it guards against a neighbour configured with the same router id,
 *     not against an attacker. Against him: unicast, adverts accepted from the peer alone and with a TTL of 255, which
 *     no router lets through, and the firewall. Version 3 relies on these only.
 */
export function keepalivedConfiguration(args: KeepalivedArgs): SecretText {
  const interval = args.advertIntervalSeconds ?? 1;
  const version = Number.isInteger(interval) ? 2 : 3;
  checkInterval(interval, version);
  return secretText`# Made by Hougu. Change the program, not this file.
global_defs {
  router_id ${args.ownAddress}
  vrrp_version ${version}
  # Scripts run only when nobody but root can change them; checks run as nobody.
  enable_script_security
  script_user nobody nogroup
  # The first check is done before this host claims an address.
  vrrp_startup_delay 2
  # Announces the address again now and then: a switch or neighbour that missed it learns it.
  vrrp_garp_master_refresh 30
}

vrrp_script nginx {
  script "${CHECK_COMMAND}"
  interval 1
  timeout 2
  # Down at once, since the check itself asks twice. Up after 3 successes: a Nginx in a restart loop stays down.
  fall 1
  rise 3
  init_fail
}

vrrp_instance edge {
  # Both begin as BACKUP and neither preempts: a host that comes back causes no second switch.
  state BACKUP
  nopreempt
  interface ${args.interface}
  virtual_router_id ${args.virtualRouterId}
  priority ${args.priority}
  advert_int ${interval}
  # Five announcements at once and five more a second later.
  garp_master_delay 1
  garp_master_repeat 5
${authentication(version)}${peers(args)}  virtual_ipaddress {
    ${args.virtualAddress}/${args.prefix} dev ${args.interface}
  }
  track_script {
    nginx
  }
  notify "${NOTIFY_COMMAND}" root root
}
`;
}

function authentication(version: 2 | 3): SecretText {
  if (version === 3) return secretText``;
  return secretText`  authentication {
    auth_type PASS
    auth_pass ${secret("vrrpPassword")}
  }
`;
}

function peers({ transport, ownAddress, peerAddress }: KeepalivedArgs): SecretText {
  if (transport === "multicast") return secretText`  mcast_src_ip ${ownAddress}\n`;
  return secretText`  unicast_src_ip ${ownAddress}
  unicast_peer {
    ${peerAddress} min_ttl 255 max_ttl 255
  }
`;
}

function checkInterval(seconds: number, version: 2 | 3): void {
  // The field's width: 8 bits of seconds in version 2, 12 bits of hundredths in version 3.
  const longest = version === 2 ? 255 : 40.95;
  const steps = seconds * 100;
  if (seconds >= 0.01 && seconds <= longest && Math.abs(steps - Math.round(steps)) < 1e-6) return;
  throw new RangeError(
    `advertIntervalSeconds ${seconds}: whole seconds up to 255, or steps of 0.01 up to 40.95, e.g. 1 or 0.2`,
  );
}
