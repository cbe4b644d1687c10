#!/bin/sh
# Brings a file that is in no package to its place, when its SHA-256 is the one that the program knows. Safe to run again.
# The unit gives SOURCE, SHA256, TARGET, MODE, and MEMBER where the source is a tar archive that holds it.
set -eu
stamp="$TARGET.sha256"
if [ -f "$TARGET" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$SHA256" ]; then exit 0; fi

mkdir -p "$(dirname "$TARGET")"
draft="$(mktemp "$TARGET.XXXXXX")"
trap 'rm -f "$draft" "$draft.member"' EXIT
# Ten tries 15 s apart, as the packages have: a network may come up later than its machine.
curl --silent --show-error --fail --location --proto "=${PROTOCOL:-https}" --connect-timeout 10 --max-time 600 \
  --retry 10 --retry-delay "${RETRY_SECONDS:-15}" --retry-connrefused --output "$draft" "$SOURCE"
found="$(sha256sum "$draft" | cut -d ' ' -f 1)"
if [ "$found" != "$SHA256" ]; then
  echo "fetch-file: $SOURCE has the SHA-256 $found, wanted is $SHA256; nothing was changed" >&2
  exit 1
fi
if [ -n "${MEMBER:-}" ]; then
  tar --extract --gzip --to-stdout --file "$draft" "$MEMBER" > "$draft.member"
  mv "$draft.member" "$draft"
fi
chmod "$MODE" "$draft"
# In one step: who reads it meanwhile has the old one or the new one, whole.
mv "$draft" "$TARGET"
echo "$SHA256" > "$stamp"
