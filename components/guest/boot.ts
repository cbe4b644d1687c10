import type { Guest, GuestService } from "./guest.ts";
import { COMMANDS } from "./on-machine.ts";
import { shellWord, shellWords } from "./shell.ts";

/**
 * The command that takes a machine from its files to running services: packages, secrets, staged files, kernel
 * settings, then each service in order, judged before it starts. cloud-init runs it once; an operator may run it
 * again at any time, e.g. after a secret was rotated: what runs then reloads, or restarts where it can't reload.
 *
 * One script with `set -e`, since cloud-init's own runcmd goes on after a command that failed.
 */
export function bootScript(guest: Guest): string {
  return `#!/bin/sh
# Takes this machine from its files to running services. Safe to run again.
set -eu
export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1

# Keeps packages from starting services before their configuration is judged; gone when this script ends.
guard=/usr/sbin/policy-rc.d
trap 'rm -f "$guard"' EXIT
printf '#!/bin/sh\\nexit 101\\n' > "$guard"
chmod 0755 "$guard"

packages=${shellWord(guest.packages.join(" "))}
installed() {
  for package in $packages; do
    [ "$(dpkg-query --show --showformat='\${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || return 1
  done
}
# cloud-init has tried once; its network may have come up later than the machine. 10 times 15 s outlasts that.
attempt=0
until installed; do
  attempt=$((attempt + 1))
  [ "$attempt" -le 10 ] || { echo "boot: packages can't be installed: $packages" >&2; exit 1; }
  [ "$attempt" -eq 1 ] || sleep 15
  { apt-get -q update && apt-get -q -y -o DPkg::Lock::Timeout=300 install $packages; } || true
done

${COMMANDS}/fetch-secrets
${COMMANDS}/fill-secrets
sysctl --quiet --ignore --load=/etc/sysctl.d/60-hougu.conf
systemctl daemon-reload
rm -f "$guard"

${guest.services.map(step).join("\n")}echo "boot: ${guest.name} runs: ${guest.services.map(({ unit }) => unit).join(" ")}"
`;
}

/** A service is judged, enabled, and started; one that runs already takes up its new configuration. */
function step(service: GuestService): string {
  const unit = shellWord(service.unit);
  const renew = service.reload === undefined ? `systemctl restart ${unit}` : shellWords(service.reload);
  const verify = service.verify === undefined ? "" : `${shellWords(service.verify)}\n`;
  return `echo "boot: ${service.unit}"
${verify}systemctl enable --quiet ${unit}
if systemctl is-active --quiet ${unit}; then ${renew}; else systemctl start ${unit}; fi
`;
}
