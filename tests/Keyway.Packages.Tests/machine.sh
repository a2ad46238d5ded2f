#!/bin/sh
# A computer of its own: this one's files under a layer in memory, systemd as its first process, no network but loopback. Nothing of this computer changes.
# Started in new namespaces by Machine.cs with an empty folder as its argument; the folder's ns/layer then holds what the computer has changed.
set -e
folder=$1
mount -t tmpfs -o mode=755 tmpfs "$folder"
mkdir "$folder/layer" "$folder/work" "$folder/root" "$folder/packages"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/layer,workdir=$folder/work" "$folder/root"
root=$folder/root

mount -t proc proc "$root/proc"
# The kernel's settings are not the computer's own.
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=700 tmpfs "$root/root"
mount -t tmpfs -o mode=755 tmpfs "$root/home"
mount -t tmpfs -o mode=755,dev tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mkdir "$root/run/packages"
mount --bind "$2" "$root/run/packages"
mount -o remount,bind,ro "$root/run/packages"
ip link set lo up

# What looks after hardware, the kernel and the login records of this computer; and what forbids packages to start services.
mkdir -p "$root/run/systemd/system"
for unit in systemd-modules-load systemd-sysctl systemd-remount-fs systemd-udevd systemd-udev-trigger systemd-update-utmp systemd-tmpfiles-setup-dev; do
  ln -s /dev/null "$root/run/systemd/system/$unit.service"
done
# What runs once a day would run now, and leave its own traces.
ln -s /dev/null "$root/run/systemd/system/timers.target"
rm -f "$root/usr/sbin/policy-rc.d"

exec env -i container=keyway PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive chroot "$root" /lib/systemd/systemd --system --unit=basic.target --show-status=0
