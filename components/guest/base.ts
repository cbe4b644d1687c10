import type { GuestFile, GuestPart } from "./guest.ts";
import { unitText } from "./systemd.ts";

/** Time sources inside Alibaba Cloud's VPCs (help.aliyun.com, "Configure NTP"): reached without the internet. */
const ALICLOUD_NTP = [
  "ntp.cloud.aliyuncs.com",
  "ntp7.cloud.aliyuncs.com",
  "ntp8.cloud.aliyuncs.com",
] as const;
/** Alibaba Cloud's public time sources, for machines elsewhere that have none of their own. */
const PUBLIC_NTP = ["ntp.aliyun.com", "ntp1.aliyun.com", "ntp2.aliyun.com"] as const;

export interface BaseArgs {
  readonly platform: "alicloud" | "vsphere";
  /** Time sources of your own; Alibaba Cloud's by default: internal ones on ECS, public ones elsewhere. */
  readonly ntpServers?: readonly string[];
}

/** What every machine is, whatever it runs: patched, on time, closed to passwords, bounded in its logs. */
export function base({ platform, ntpServers }: BaseArgs): GuestPart {
  const time = ntpServers ?? (platform === "alicloud" ? ALICLOUD_NTP : PUBLIC_NTP);
  return {
    part: "base",
    packages: ["chrony", "curl", "openssh-server", "python3", "unattended-upgrades"],
    files: [upgrades, keepConfiguration, ssh, journal, chrony(time), swapOff],
    services: [
      { unit: "ssh", verify: ["/usr/sbin/sshd", "-t"], reload: ["systemctl", "reload", "ssh"] },
      { unit: "systemd-journald" },
      // -p reads the configuration, prints it and ends.
      { unit: "chrony", verify: ["/usr/sbin/chronyd", "-p", "-f", "/etc/chrony/chrony.conf"] },
      { unit: "unattended-upgrades" },
      { unit: "hougu-swap-off" },
    ],
    sysctl: {
      // Hardening that costs a server nothing (kernel.org, Documentation/admin-guide/sysctl).
      "fs.protected_fifos": "2",
      "fs.protected_regular": "2",
      "fs.suid_dumpable": "0",
      "kernel.dmesg_restrict": "1",
      "kernel.kptr_restrict": "2",
      "kernel.unprivileged_bpf_disabled": "1",
      "kernel.yama.ptrace_scope": "1",
      // A server is no router: it neither takes nor gives advice on routes, and drops forged source addresses.
      "net.ipv4.conf.all.accept_redirects": "0",
      "net.ipv4.conf.all.accept_source_route": "0",
      "net.ipv4.conf.all.rp_filter": "1",
      "net.ipv4.conf.all.send_redirects": "0",
      "net.ipv4.conf.default.accept_redirects": "0",
      "net.ipv4.conf.default.rp_filter": "1",
      "net.ipv4.conf.default.send_redirects": "0",
      "net.ipv4.tcp_syncookies": "1",
      "net.ipv6.conf.all.accept_redirects": "0",
      "net.ipv6.conf.default.accept_redirects": "0",
    },
    ports: [{ name: "ssh", port: 22, protocol: "tcp", from: ["admin"] }],
  };
}

const upgrades: GuestFile = {
  path: "/etc/apt/apt.conf.d/52hougu-upgrades",
  mode: "0644",
  content: `// Security fixes install by themselves every day; nothing else does.
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
APT::Periodic::AutocleanInterval "7";
#clear Unattended-Upgrade::Origins-Pattern;
Unattended-Upgrade::Origins-Pattern { "origin=Debian,codename=\${distro_codename}-security,label=Debian-Security"; };
// Two edges, or two Tomcats, must not reboot in one night: operators reboot them one after the other.
Unattended-Upgrade::Automatic-Reboot "false";
Unattended-Upgrade::Remove-Unused-Kernel-Packages "true";
`,
};

const keepConfiguration: GuestFile = {
  path: "/etc/apt/apt.conf.d/51hougu-packages",
  mode: "0644",
  content: `// Configuration files are this program's: packages keep what they find and ask nobody.
Dpkg::Options { "--force-confdef"; "--force-confold"; };
// What is not asked for is not installed: less to patch, less to attack.
APT::Install-Recommends "false";
`,
};

// 10- comes before cloud-init's 50-; sshd takes the first value it reads.
const ssh: GuestFile = {
  path: "/etc/ssh/sshd_config.d/10-hougu.conf",
  mode: "0644",
  reloads: ["ssh"],
  content: `PasswordAuthentication no
KbdInteractiveAuthentication no
# ECS key pairs belong to root on Debian images: a key may enter, a password never.
PermitRootLogin prohibit-password
AllowAgentForwarding no
X11Forwarding no
MaxAuthTries 3
LoginGraceTime 30
# A connection that is silent for 15 minutes (3 x 300 s) is dead.
ClientAliveInterval 300
ClientAliveCountMax 3
`,
};

const journal: GuestFile = {
  path: "/etc/systemd/journald.conf.d/10-hougu.conf",
  mode: "0644",
  content: `[Journal]
Storage=persistent
# The smallest system disk has 20 GiB: logs take at most a fortieth of it and leave a twentieth free.
SystemMaxUse=512M
SystemKeepFree=1G
MaxRetentionSec=30day
# A service in a loop may say 10,000 lines in 30 s, then it is silenced.
RateLimitIntervalSec=30s
RateLimitBurst=10000
`,
};

function chrony(servers: readonly string[]): GuestFile {
  return {
    path: "/etc/chrony/chrony.conf",
    mode: "0644",
    content: `${servers.map((server) => `server ${server} iburst\n`).join("")}driftfile /var/lib/chrony/chrony.drift
# Steps only within the first three updates after start: later the clock is slewed, sessions and TLS keep monotone time.
makestep 1 3
rtcsync
# A client only: no NTP port, no command port.
port 0
cmdport 0
`,
  };
}

// Swapped-out heap turns a garbage collection into minutes; better a service that is killed and restarted.
const swapOff: GuestFile = {
  path: "/etc/systemd/system/hougu-swap-off.service",
  mode: "0644",
  content: unitText({
    Unit: { Description: "Swap off", After: "swap.target" },
    Service: { Type: "oneshot", RemainAfterExit: "yes", ExecStart: "/sbin/swapoff --all" },
    Install: { WantedBy: "multi-user.target" },
  }),
};
