#!/bin/bash
# Asks nginx for the front page as a shopper would, and says on the health page what came back.
set -u
cd @ROOT@@HEALTH@ || exit 1
content=@ROOT@@CONTENT@

# A page appears whole or not at all.
put() {
  printf '%s\n' "$2" >"$1.new" && mv "$1.new" "$1"
}

is_served() {
  version=$(readlink "$content/current")
  digest=$(timeout @LIMIT_SECONDS@ curl --silent --show-error --fail @FRONT_PAGE_URL@ | sha256sum)
  [ "$digest" = "$(cat "$content/$version/index.sha256")  -" ]
}

# Another release may take over while the page is fetched.
if is_served || { [ "$(readlink "$content/current")" != "$version" ] && is_served; }; then
  put page "@HEALTHY_PAGE@" && rm -f broken
else
  # Even if there is no room for the mark, the page that says healthy must go.
  put broken '@BROKEN_PAGE@'
  rm -f page
  echo 'nginx does not serve the front page of the current release' >&2
  exit 1
fi
