import type { GuestPart, OpenPort, PortSource } from "./guest.ts";

export interface HostFirewallArgs {
  /** What the machine's other parts listen on. */
  readonly ports: readonly OpenPort[];
  /** IPv4 blocks or addresses that a guest's word for a source means here; none, and nobody comes in by it. */
  readonly blocksOf: (source: PortSource) => readonly string[];
}

/**
 * The machine's own firewall, for where there is none before it: a port group of vSphere has no security groups. It lets in
 * what the guest listens on, from whom the guest says, and nothing else.
 *
 * @throws Error for a protocol without ports, which no machine with this firewall speaks.
 */
export function hostFirewall({ ports, blocksOf }: HostFirewallArgs): GuestPart {
  const lines = ports.flatMap(({ name, protocol, port, from }) => {
    if (protocol === "vrrp") throw new Error(`${name}: the host's firewall knows TCP and UDP`);
    const blocks = [...new Set(from.flatMap(blocksOf))].sort();
    return blocks.length === 0
      ? []
      : [`    ip saddr { ${blocks.join(", ")} } ${protocol} dport ${port} accept comment "${name}"\n`];
  });
  return {
    part: "host-firewall",
    packages: ["nftables"],
    files: [
      {
        path: "/etc/nftables.conf",
        mode: "0644",
        reloads: ["nftables"],
        content: `#!/usr/sbin/nft -f
# Made by Hougu. Change the program, not this file.
flush ruleset

table inet hougu {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    # Path MTU, and whether it is there at all.
    icmp type { destination-unreachable, echo-request, parameter-problem, time-exceeded } accept
    icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, echo-request, nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept
${lines.join("")}  }
  # It is no router.
  chain forward {
    type filter hook forward priority filter; policy drop;
  }
}
`,
      },
    ],
    services: [
      {
        unit: "nftables",
        verify: ["/usr/sbin/nft", "--check", "--file", "/etc/nftables.conf"],
        // The new rules take the old ones' place at once: no packet sees neither.
        reload: ["systemctl", "reload", "nftables"],
      },
    ],
  };
}
