#!/bin/sh
# Unpacks a program's archive, which fetch-file has brought and checked, into its folder, whole or not at all. Safe to run
# again: unpack-program ARCHIVE FOLDER
set -eu
archive="$1"
folder="$2"
sum="$(sha256sum "$archive" | cut -d ' ' -f 1)"
if [ "$(cat "$folder/.archive" 2>/dev/null)" = "$sum" ]; then exit 0; fi

rm -rf "$folder.new" "$folder.old"
mkdir -p "$folder.new"
# Archives have one folder at their top, whose name is the version's.
tar --extract --gzip --no-same-owner --strip-components 1 --file "$archive" --directory "$folder.new"
echo "$sum" > "$folder.new/.archive"
if [ -d "$folder" ]; then mv "$folder" "$folder.old"; fi
mv "$folder.new" "$folder"
rm -rf "$folder.old"
