#!/bin/sh
# The README's two commands in an empty Debian with python3 and nothing else; prints what they say and how long they took.
#   sudo [DEBIAN=trixie] sh tests/benchmarks/fresh_machine.sh [COMMAND]      needs debootstrap and the network; bookworm is Debian 12
# Nothing of this machine goes in but its name servers and, where pip needs one here, the certificate named by PIP_CERT.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
command=${1:-"python3 desktop_app export resources/sample/report.json sample.pdf && python3 tests"}
root=$(mktemp -d)
chmod 755 "$root"  # it becomes /, and CUPS works under another user
trap 'umount "$root/proc" "$root/dev" 2>/dev/null; rm -rf --one-file-system "$root"' EXIT

debootstrap --variant=minbase --include=python3 "${DEBIAN:-bookworm}" "$root" >"$root.log" || { tail "$root.log"; exit 1; }
rm -f "$root.log"
cp /etc/resolv.conf "$root/etc/"
if [ -n "${PIP_CERT:-}" ]; then cp "$PIP_CERT" "$root/handed-in.pem"; fi
mkdir "$root/sarup"
git -C "$here" archive HEAD | tar -x -C "$root/sarup"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"

started=$(date +%s)
code=0
env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin ${PIP_CERT:+PIP_CERT=/handed-in.pem} \
    chroot "$root" sh -c "cd /sarup && $command" </dev/null || code=$?
echo "fresh machine: exit code $code after $(($(date +%s) - started)) s, .venv $(du -sh "$root/sarup/.venv" | cut -f1)"
exit "$code"
