#!/usr/bin/env bash
# Brings axe-core, the checker of accessibility that the browser tests use, into artifacts/axe: one version, known by its hash, from the
# package registry that npm is configured with. It is Deque's (MPL 2.0), so it is not committed. Without npm or registry it says so, and
# the tests that need it are skipped, saying so.
set -euo pipefail

version=4.14.1
integrity=FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/artifacts/axe

fail() {
    echo "AXE-CORE IS MISSING, ACCESSIBILITY IS NOT CHECKED: $1" >&2
    exit 3
}

[[ ! -f $folder/axe-$version.min.js ]] || exit 0
command -v npm > /dev/null || fail "npm is not installed"
mkdir -p "$folder"
rm -f "$folder"/*
(cd "$folder" && npm pack "axe-core@$version" --silent > npm.log 2>&1) || fail "npm could not fetch axe-core@$version ($folder/npm.log)"
package=$folder/axe-core-$version.tgz
[[ $(openssl dgst -sha512 -binary "$package" | base64 --wrap=0) == "$integrity" ]] || fail "the package has another hash than the pinned one"
tar --extract --gzip --file "$package" --directory "$folder" --strip-components=1 package/axe.min.js
mv "$folder/axe.min.js" "$folder/axe-$version.min.js"
rm "$package"
