#!/bin/sh
# mariadb-data FOLDER
# Makes the folder a database server's: on a disk that has just been formatted it is empty, and on one that another machine
# had, its owner is that machine's number for mysql.
set -eu
folder=$1

[ "$(stat --format=%U "$folder")" = mysql ] || chown --recursive mysql:mysql "$folder"
chmod 0700 "$folder"
# The system's tables, which the package installs where the disk is mounted over.
[ -d "$folder/mysql" ] || mariadb-install-db --user=mysql --datadir="$folder" --skip-test-db --auth-root-authentication-method=socket >/dev/null
