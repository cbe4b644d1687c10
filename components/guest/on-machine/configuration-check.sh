#!/bin/sh
# hougu-configuration-check [record]
# Tells the node exporter which files of this machine still are what was rendered. `record`, by boot, notes what they are:
# those that boot itself fills each time, all others only once, so that nobody's edit becomes the truth by another boot.
set -eu
sums=/var/lib/hougu/configuration
metrics=/var/lib/prometheus/node-exporter/hougu-configuration.prom
sum_of() { echo "$sums/$(printf %s "$1" | tr / _)"; }

if [ "${1:-}" = record ]; then
  mkdir -p "$sums"
  while read -r kind path; do
    sum=$(sum_of "$path")
    [ "$kind" = plain ] && [ -e "$sum" ] || sha256sum "$path" > "$sum" || echo missing > "$sum"
  done < /etc/hougu/configuration
fi

draft=$(mktemp "$metrics.XXXXXX")
trap 'rm -f "$draft"' EXIT
{
  echo '# HELP hougu_configuration_file_intact 1 while a file is what was rendered.'
  echo '# TYPE hougu_configuration_file_intact gauge'
  while read -r _ path; do
    sha256sum --status --check "$(sum_of "$path")" 2>/dev/null && intact=1 || intact=0
    echo "hougu_configuration_file_intact{path=\"$path\"} $intact"
  done < /etc/hougu/configuration
  echo '# HELP hougu_configuration_check_timestamp_seconds When somebody last looked.'
  echo '# TYPE hougu_configuration_check_timestamp_seconds gauge'
  echo "hougu_configuration_check_timestamp_seconds $(date +%s)"
} > "$draft"
chmod 0644 "$draft"
mv "$draft" "$metrics"
