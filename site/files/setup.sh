#!/bin/bash
# Installs nginx, then starts the shop and the units that keep its health page. Safe to repeat: it runs at each
# boot until it has succeeded once.
set -euo pipefail
rpm --query nginx || dnf --assumeyes install nginx
install --mode 0644 @PROGRAM@/nginx.conf /etc/nginx/nginx.conf
systemctl enable --now nginx.service shop-sweep.service shop-health.timer
systemctl disable shop-setup.service
