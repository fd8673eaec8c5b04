#!/usr/bin/env bash
# Runs a command where the C++ library is new enough for TorchSharp's native library (GLIBCXX_3.4.32): on this system where it is, else in
# a root of Debian 13's own libraries under artifacts/debian13, with everything but /usr and /etc as it is here.
# Only the packages that .NET and libtorch load are unpacked, from the mirror that apt is configured with, checked by Debian's key: 8 MB
# in seconds, where a whole system by debootstrap would take 300 MB and minutes. The rest of Debian 13 would serve nothing here.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/artifacts/debian13
packages=(libc6 libgcc-s1 libstdc++6 libssl3t64 libzstd1 zlib1g bash libtinfo6)

is_new_enough() {
    local library
    library=$(ldconfig -p 2> /dev/null | awk '$1 == "libstdc++.so.6" { print $NF; exit }')
    [[ -n $library ]] && grep -q GLIBCXX_3.4.32 "$library"
}

fail() {
    echo "No environment for the torch core: $1" >&2
    exit 3
}

# The lists and the packages lie in the root's own folder, so that the system's are neither read nor changed.
unpack() {
    command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || fail "this system's C++ library lacks GLIBCXX_3.4.32, and it is no Debian."
    local keys=/usr/share/keyrings/debian-archive-keyring.gpg release mirror new=$root.new
    release=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 2> /dev/null | awk -v release="$release" '$2 == release { print $1; exit }')
    [[ -n $mirror && -f $keys ]] || fail "apt is configured with no Debian mirror."
    rm -rf "$new"
    mkdir -p "$new"/{lists/partial,archives/partial,debs,usr/{bin,sbin,lib,lib64},etc}
    ln -s usr/bin usr/sbin usr/lib usr/lib64 "$new"
    echo "deb [signed-by=$keys] $mirror trixie main" > "$new/sources.list"
    local apt=(apt-get -q -o "Dir::Etc::SourceList=$new/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$new/lists"
        -o "Dir::Cache=$new" -o APT::Sandbox::User= -o Acquire::Retries=3 -o Acquire::Languages=none)
    if ! ("${apt[@]}" update && cd "$new/debs" && "${apt[@]}" download "${packages[@]}") > "$root.log" 2>&1; then
        fail "Debian 13's libraries could not be fetched; see artifacts/debian13.log."
    fi
    for package in "$new"/debs/*.deb; do
        dpkg-deb --extract "$package" "$new"
    done
    rm -rf "$new"/{lists,archives,debs,pkgcache.bin,srcpkgcache.bin}
    cp /etc/passwd /etc/group "$new/etc/"
    mv "$new" "$root"
}

if is_new_enough; then
    exec "$@"
fi

[[ -d $root ]] || unpack

# Mounts are this process's own and vanish with it.
user=()
[[ $(id -u) -eq 0 ]] || user=(--map-root-user)
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
exec unshare --mount "${user[@]}" bash -euc '
    root=$1 dotnet=$2 folder=$PWD
    for place in /*; do
        case ${place#/} in usr | bin | sbin | lib* | etc | boot) continue ;; esac
        [[ -d $place && ! -L $place ]] || continue
        mkdir -p "$root$place"
        mount --rbind "$place" "$root$place"
    done
    mkdir -p "$root$dotnet"
    mountpoint -q "$root$dotnet" || mount --bind "$dotnet" "$root$dotnet"
    chroot=$(command -v chroot)
    export PATH=$dotnet:/usr/bin DOTNET_ROOT=$dotnet DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
    shift 2
    exec "$chroot" "$root" /usr/bin/bash -c "cd \"\$1\" && shift && exec \"\$@\"" - "$folder" "$@"
' - "$root" "$dotnet" "$@"
