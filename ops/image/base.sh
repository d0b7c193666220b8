#!/bin/sh
# Makes bases of Debian's packages, for places without a registry:
#
#   sh ops/image/base.sh FOLDER    base.tar (no shell) and builder.tar (with one) in FOLDER
#
# Give them names with `podman import FILE NAME`. The builder has no Bun: put one into it, or mount one.
set -eu
folder="${1:?Usage: sh ops/image/base.sh FOLDER}"
: "${SUITE:=bookworm}" "${MIRROR:=http://deb.debian.org/debian}"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-0}"
source_line="deb $MIRROR $SUITE main"
mkdir -p "$folder"
mmdebstrap --quiet --variant=extract --mode=root \
  --include=libc6,libgcc-s1,libstdc++6,ca-certificates,tzdata,openssl \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  "$SUITE" "$folder/base.tar" "$source_line"
mmdebstrap --quiet --variant=minbase --mode=root --include=ca-certificates \
  "$SUITE" "$folder/builder.tar" "$source_line"
