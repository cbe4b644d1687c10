#!/bin/sh
# mariadb-backup FOLDER DAYS
# Dumps every database as it is at one moment, and lets go of dumps older than DAYS. To bring one back:
#   zcat FOLDER/<time>.sql.gz | mariadb
# and everything since, from the binary logs on the data disk, beginning at the position that the dump's head names:
#   mariadb-binlog --start-position=<position> /var/lib/mysql/<log> ... | mariadb
set -eu
folder=$1 days=$2
umask 077
partial=$folder/.partial
trap 'rm -f "$partial"' EXIT

# One transaction sees one moment, and holds up nobody.
mariadb-dump --all-databases --single-transaction --quick --routines --events --triggers --hex-blob --master-data=2 |
  gzip > "$partial"
# The dump's own last words: without them it ended early, whatever gzip says.
zcat "$partial" | tail --lines=1 | grep --quiet '^-- Dump completed' || { echo "mariadb-backup: the dump is not whole" >&2; exit 1; }
sync "$partial"
mv "$partial" "$folder/$(date --utc +%Y-%m-%dT%H%M%SZ).sql.gz"
# Only now, so that whatever goes wrong, the last good ones stay.
find "$folder" -name '*.sql.gz' -mtime +"$days" -delete

metrics=/var/lib/prometheus/node-exporter
[ -d "$metrics" ] || exit 0
umask 022
printf 'hougu_database_backup_timestamp_seconds %s\n' "$(date +%s)" > "$metrics/.hougu-database-backup"
mv "$metrics/.hougu-database-backup" "$metrics/hougu-database-backup.prom"
