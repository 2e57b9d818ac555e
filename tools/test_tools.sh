#!/bin/sh
# What the tests need besides Python: a PostgreSQL server, Chromium and curl from Debian's packages, where they may be
# installed. Elsewhere it says what to install; the tests that need them are then skipped and say so, too.
need=""
command -v chromium >/dev/null 2>&1 || need="$need chromium"
[ -x /usr/lib/postgresql/15/bin/initdb ] || command -v initdb >/dev/null 2>&1 || need="$need postgresql"
command -v curl >/dev/null 2>&1 || need="$need curl"
[ -z "$need" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
  as=""
  [ "$(id -u)" = 0 ] || as="sudo -n"
  if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
    echo "Installing$need for the tests …"
    # the server is only started by tests, in a folder of their own: no cluster of the system's is made
    $as sh -c 'mkdir -p /etc/postgresql-common && [ -f /etc/postgresql-common/createcluster.conf ] ||
      echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf'
    $as env DEBIAN_FRONTEND=noninteractive apt-get -qq update >/dev/null
    # shellcheck disable=SC2086 — several names
    $as env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $need fonts-dejavu-core >/dev/null && exit 0
  fi
fi
echo "Some tests will be skipped. To run them: apt-get install$need"
