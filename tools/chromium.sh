#!/usr/bin/env bash
# The dashboard is tested in a real browser: Debian's chromium, installed when it is missing and we may.
set -euo pipefail
for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "== Installing chromium for the dashboard's tests"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "Chromium is missing: the dashboard's tests will fail. Install it (Debian: apt-get install chromium) or name it in CHROMIUM." >&2
