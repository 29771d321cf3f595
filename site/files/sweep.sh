#!/bin/bash
# Removes what the health script has not written again for @STALE_SECONDS@ seconds. A loop, not a timer:
# it goes on when systemd's timers do not.
while sleep 1; do
  find @ROOT@@HEALTH@ -type f ! -newermt '@STALE_SECONDS@ seconds ago' -delete
done
