#!/usr/bin/env bash
# Prints the section of CHANGELOG.md about a version, without its heading; fails if there is none or it is empty.
# Usage: changelog.sh VERSION
set -euo pipefail

version=${1:?usage: changelog.sh VERSION}
notes=$(awk -v heading="## [$version]" '
  index($0, "## [") == 1 { inside = (index($0, heading) == 1); next }
  index($0, "[") == 1 && /^\[[^]]*\]: / { next }
  inside { print }
' "$(dirname "$0")/../../CHANGELOG.md")

if [[ -z "${notes//[[:space:]]/}" ]]; then
  echo "CHANGELOG.md says nothing about $version" >&2
  exit 1
fi
printf '%s\n' "$notes" | sed '/./,$!d'
