#!/bin/sh
# data-disk LABEL SCSI-ADDRESS FOLDER
# Mounts a disk that outlives its machines. It is formatted once, when nothing was ever written to it; a disk that holds
# anything else than the file system LABEL is left alone, and the machine says so. One that has grown is used whole from the
# next boot on. Safe to run again.
set -eu
label=$1 address=$2 folder=$3

refuse() {
  echo "data-disk: $1" >&2
  exit 1
}

# By its place and not by its label: beside a copy that somebody attached to look at it, the label would mean either.
# The path names the controller too, which the platform chooses: pci-0000:03:00.0-scsi-0:0:1:0.
at_address() {
  for link in /dev/disk/by-path/*-scsi-"$address"; do
    [ -b "$link" ] && readlink -f "$link"
  done | sort -u
}

# udev may still be at work. 30 times a second outlasts that.
attempt=0
until device=$(at_address) && [ -n "$device" ]; do
  attempt=$((attempt + 1))
  [ "$attempt" -le 30 ] || refuse "no disk is at $address"
  sleep 1
done
[ "$(echo "$device" | wc -l)" -eq 1 ] || refuse "several disks are at $address: $(echo "$device" | tr '\n' ' ')"

mountpoint --quiet "$folder" && exit 0

# 1: mended. More than that needs somebody who decides.
check() {
  e2fsck -p "$@" "$device" || [ "$?" -eq 1 ] || refuse "$device needs a check by hand: e2fsck $device"
}

# 2: no signature of a file system, partition table, RAID or LVM that anybody knows.
status=0
found=$(blkid --probe --output export "$device") || status=$?
if [ "$status" -eq 2 ]; then
  # A disk that can't be read has no signature either. A new one reads as zeros.
  cmp --silent --bytes=16777216 "$device" /dev/zero || refuse "$device is neither blank nor known; look at it before anything is written"
  mkfs.ext4 -q -L "$label" "$device"
else
  printf '%s\n' "$found" | grep --quiet --line-regexp "LABEL=$label" || refuse "$device holds something else than $label: $(echo "$found" | tr '\n' ' ')"
  check
fi
used=$(dumpe2fs -h "$device" 2>/dev/null | awk '/^Block count:/ { count = $3 } /^Block size:/ { size = $3 } END { printf "%.0f", count * size }')
# Less than a GiB is a remainder and no disk that somebody has made larger.
if [ "$(blockdev --getsize64 "$device")" -ge "$((used + 1073741824))" ]; then
  # Before it is mounted: resize2fs wants a whole check, and then any kernel lets it.
  check -f
  resize2fs "$device"
fi
mkdir -p "$folder"
mount -t ext4 -o noatime,nodev,nosuid,noexec "$device" "$folder"
