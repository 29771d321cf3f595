#!/bin/bash
# Asks nginx for the storefront as a shopper would, and says on the health page what came back.
set -u
cd @ROOT@@HEALTH@ || exit 1

# A page appears whole or not at all.
put() {
  printf '%s\n' "$2" >"$1.new" && mv "$1.new" "$1"
}

digest=$(timeout @LIMIT_SECONDS@ curl --silent --show-error --fail @STOREFRONT_URLS@ | sha256sum)
if [ "$digest" = "@STOREFRONT_DIGEST@  -" ]; then
  put page '@HEALTHY_PAGE@' && rm -f broken
else
  # Even if there is no room for the mark, the page that says healthy must go.
  put broken '@BROKEN_PAGE@'
  rm -f page
  echo 'nginx does not serve the storefront that was laid down' >&2
  exit 1
fi
