#!/bin/sh
# Builds the pages' scripts, styles and fonts into src/recount/web/static/built. Without Node 20.19 or newer it says so
# and leaves the desk as it is: every page works without them. `build.sh --must` fails instead.
cd "$(dirname "$0")" || exit 1
old=$(node -p 'const [a, b] = process.versions.node.split(".").map(Number); a > 20 || (a === 20 && b >= 19) ? "" : "old"' 2>/dev/null || echo none)
if [ -n "$old" ]; then
  echo "No Node 20.19 or newer: the desk's map, timeline and keys are left out; its pages work with tables instead."
  [ "$1" = "--must" ] && exit 1
  exit 0
fi
made=../src/recount/web/static/built/.vite/manifest.json
if [ -f "$made" ] && [ -z "$(find package-lock.json vite.config.ts tsconfig.json src -newer "$made" | head -n 1)" ]; then
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error || exit 1
fi
npm run --silent build || exit 1
# beside each file a compressed one for browsers that take it: the map and its outlines are two megabytes
find ../src/recount/web/static/built/assets -type f \( -name '*.js' -o -name '*.css' -o -name '*.json' \) -size +2k -exec gzip -9knf {} +
