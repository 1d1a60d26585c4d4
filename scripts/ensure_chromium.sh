#!/bin/sh
# Make sure that there is a Chromium for the browser tests: find one, or install Debian's, or name the command and fail.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if command -v apt-get >/dev/null 2>&1; then
    sudo=""
    if [ "$(id -u)" -ne 0 ]; then
        sudo="sudo -n"
    fi
    echo "installing chromium for the browser tests"
    if $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium fonts-noto-core; then
        exit 0
    fi
fi
echo "The browser tests need Chromium. Install it, for example: sudo apt-get install chromium" >&2
exit 1
