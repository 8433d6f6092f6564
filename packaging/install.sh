#!/bin/sh
# Puts a built copy into /opt/wenming with its menu entry and icons: sudo sh install.sh [FOLDER]
# FOLDER is the collection (default: the folder this script lies in). `--remove` takes it away;
# the data of the accounts is never touched.
set -eu

root=${DESTDIR:-}
target=$root/opt/wenming
icons=$root/usr/share/icons/hicolor
entry=$root/usr/share/applications/wenming.desktop

refresh() {
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database -q "$root/usr/share/applications" || true
    fi
    if command -v gtk-update-icon-cache >/dev/null 2>&1; then
        gtk-update-icon-cache -q -f "$icons" || true
    fi
}

remove() {
    rm -rf "$target"
    rm -f "$entry" "$icons"/*/apps/wenming.png "$icons"/scalable/apps/wenming.svg
}

if [ "${1:-}" = --remove ]; then
    remove
    refresh
    exit 0
fi

source=${1:-$(cd "$(dirname "$0")" && pwd)}
if [ ! -x "$source/wenming" ]; then
    echo "这里没有程序：$source" >&2
    exit 1
fi
remove
mkdir -p "$target" "$(dirname "$entry")"
cp -R "$source/." "$target/"
chmod -R u=rwX,go=rX "$target"
drawn="$target/_internal/resources/icons/app"
cp "$drawn/wenming.desktop" "$entry"
for side in 16 24 32 48 64 128 256; do
    mkdir -p "$icons/${side}x$side/apps"
    cp "$drawn/wenming-$side.png" "$icons/${side}x$side/apps/wenming.png"
done
mkdir -p "$icons/scalable/apps"
cp "$drawn/wenming.svg" "$icons/scalable/apps/wenming.svg"
refresh
echo "装好了：在开始菜单里找“文明社区工作台”。"
