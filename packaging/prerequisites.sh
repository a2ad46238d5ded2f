# What ./lab and ./test need before they can start: Debian packages and a build. Sourced, not run.

# Package, and what it is for: both commands need these.
prerequisite_list='
samba                      the domain controller and the file share
samba-ad-provision         makes the domain
samba-dsdb-modules         the domain controller directory
samba-vfs-modules          Windows permissions on the share
winbind                    the domain controller user mapping
python3-samba              Samba'\''s own tools
python3-dnspython          Samba'\''s own tools
python3-markdown           Samba'\''s own tools
ldb-tools                  writes the people into the domain
smbclient                  opens the share
krb5-user                  klist, kinit, kvno
libsasl2-modules-gssapi-mit  LDAP by Kerberos ticket
apache2                    the intranet site
libapache2-mod-auth-gssapi lets in who has a ticket
curl                       opens the intranet site
adcli                      makes a computer a member of the domain
swtpm                      the TPM of that computer
libfido2-1                 speaks to security keys
gcc                        compiles the PAM module
libpam0g-dev               the PAM module is built against it
pamtester                  asks PAM as a login program does
libnss-systemd             finds the people of the organisation by their names
libldap-2.5-0              speaks to the directory
libsmbclient               reads the policy files of the domain
libgssapi-krb5-2           speaks to the directory by Kerberos ticket
openssl                    the speed floor of the benchmarks
'

# ./test alone needs these.
test_prerequisite_list='
chromium                   the browser in which people sign in
expect                     types at a terminal
sudo                       asks for the key before it makes somebody root
openssh-server             asks for it too, and takes tickets
ldap-utils                 another program that asks the directory what has changed
openssh-client             comes from another computer
xvfb                       a screen without a monitor
i3lock                     locks it
xsecurelock                locks it, and shows what PAM says
xscreensaver               the same, and its part that asks PAM is root
sway                       a Wayland screen without a monitor
swaylock                   locks that
wtype                      types at it
grim                       takes its picture
xdotool                    types at the other one
imagemagick                takes its picture
tesseract-ocr              reads the picture
tesseract-ocr-eng          reads it in English
tpm2-tools                 checks what the TPM signed
softhsm2                   a PKCS#11 token made of software: keeps the key-encryption key
libengine-pkcs11-openssl   OpenSSL reaches the token through it
p11-kit-modules            the engine finds the module of the token through it
pcscd                      serves card readers, on which keys are laid
vsmartcard-vpcd            a card reader made of software
nodejs                     runs an authenticator that is not ours
npm                        fetches it, and the accessibility check of the pages
dpkg-dev                   finds the libraries on which a package depends
lintian                    checks the packages by the rules of Debian
systemd                    starts their services, on a computer of its own
procps                     tells whose a service is
iproute2                   the loopback of that computer, and cables that are pulled
'

prerequisites() { # prerequisites lab|test
  local list=$prerequisite_list
  [ "$1" = test ] && list+=$test_prerequisite_list
  [ "$(id -u)" = 0 ] || { echo "Run this as root: the lab starts a domain controller on ports below 1024." >&2; exit 2; }
  command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: install it so that 'dotnet --version' answers." >&2; exit 2; }
  local missing=() package purpose
  while read -r package purpose; do
    [ -z "$package" ] && continue
    # Whoever has Node from elsewhere cannot have Debian's beside it.
    case $package in nodejs | npm) command -v "${package/nodejs/node}" >/dev/null && continue ;; esac
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done <<<"$list"
  [ ${#missing[@]} -eq 0 ] && return
  echo "Installing Debian packages:" >&2
  for package in "${missing[@]}"; do
    printf '  %-28s %s\n' "$package" "$(sed -n "s/^$package  *//p" <<<"$list")" >&2
  done
  # The lab starts what it needs itself; a service that apt starts would hold its ports.
  local policy=
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
  fi
  local log status=0
  log=$(mktemp)
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 || status=$?
  [ -n "$policy" ] && rm -f "$policy"
  if [ $status -ne 0 ]; then
    tail -15 "$log" >&2
    echo "The packages could not be installed; the whole output is in $log." >&2
    exit 5
  fi
  rm -f "$log"
}

# npm_quietly FOLDER: fetches what tests/npm locks; says nothing unless it fails. Does nothing while the lock file is unchanged.
npm_quietly() {
  local packages=$1/tests/npm log status=0
  [ "$packages/node_modules/.fetched" -nt "$packages/package-lock.json" ] && return
  log=$(mktemp)
  (cd "$packages" && npm ci) >"$log" 2>&1 || status=$?
  if [ $status -ne 0 ]; then
    tail -15 "$log" >&2
    echo "The packages that tests/npm/package-lock.json names could not be fetched: check that 'npm ci' works in $packages." >&2
    exit 5
  fi
  rm -f "$log"
  touch "$packages/node_modules/.fetched"
}

# pam_quietly FOLDER: builds pam_keyway.so; says nothing unless it fails. Does nothing when nothing has changed.
pam_quietly() {
  local module=$1/artifacts/pam/pam_keyway.so
  [ -z "$(find "$1/pam" -newer "$module" -type f -print -quit 2>&1)" ] || "$1/pam/build" "$1/artifacts/pam" >&2 || exit 5
}

# nss_quietly FOLDER: fetches winbind's name service module for the lab's PC2. Not by an installation, which would change this machine's nsswitch.conf.
nss_quietly() {
  local place=$1/artifacts/nss-winbind log version
  version=$(dpkg-query -W -f='${Version}' winbind)
  [ "$(cat "$place/version" 2>/dev/null)" = "$version" ] && return
  log=$(mktemp)
  rm -rf "$place"
  mkdir -p "$place"
  if ! (cd "$place" && apt-get download "libnss-winbind=$version" && dpkg -x libnss-winbind_*.deb . && rm libnss-winbind_*.deb) >"$log" 2>&1; then
    cat "$log" >&2
    echo "libnss-winbind $version could not be fetched: run apt-get update." >&2
    exit 5
  fi
  rm -f "$log"
  echo "$version" >"$place/version"
}

# sssd_quietly FOLDER: fetches sssd with all that it lacks on this machine, for the tests that make the lab's PC2 a computer of sssd. Not by an installation: that would change nsswitch.conf and PAM.
sssd_quietly() {
  local place=$1/artifacts/sssd log version
  version=$(dpkg-query -W -f='${Version}' samba-libs)
  [ "$(cat "$place/version" 2>/dev/null)" = "$version" ] && return
  log=$(mktemp)
  rm -rf "$place"
  mkdir -p "$place"
  if ! (cd "$place" && mkdir -p usr/lib && packages=$(apt-get install --simulate --no-install-recommends sssd-ad sssd-tools libsss-nss-idmap0) || exit 1
    packages=$(awk '$1 == "Inst" { print $2 }' <<<"$packages")
    [ -n "$packages" ] || exit 0
    apt-get download $packages && for package in *.deb; do dpkg -x "$package" . || exit 1; done && rm ./*.deb || exit 1
    [ ! -d lib ] || { cp -a lib/. usr/lib && rm -r lib; }) >"$log" 2>&1; then
    cat "$log" >&2
    echo "sssd could not be fetched: run apt-get update." >&2
    exit 5
  fi
  rm -f "$log"
  echo "$version" >"$place/version"
}

# build_quietly FOLDER PROJECT: builds Release; says nothing unless it takes long or fails. Does nothing when nothing has changed.
build_quietly() {
  local folder=$1 project=$2 log status=0 stamp
  stamp="$folder/artifacts/built.$(basename "$project" .csproj)"
  if [ -e "$stamp" ] && [ -z "$(find "$folder/src" "$folder/tests" "$folder/bench" "$folder"/*.props "$folder/global.json" -newer "$stamp" -type f -print -quit 2>/dev/null)" ]; then
    return
  fi
  echo "Building (the first time takes a minute or two) ..." >&2
  log=$(mktemp)
  dotnet build "$folder/$project" -c Release --nologo -v quiet >"$log" 2>&1 || status=$?
  if [ $status -ne 0 ]; then
    cat "$log" >&2
    exit 5
  fi
  rm -f "$log"
  touch "$stamp"
}
