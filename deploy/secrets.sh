#!/bin/sh
# Draws the secrets of compose.yml into deploy/secrets/, once: what is there stays. The folder is for you and for root alone;
# the files can be read by the containers, whose users are other ones.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 0700 secrets

drawn() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

keep() {
    if [ -s "secrets/$1" ]; then return 0; fi
    printf '%s' "$2" >"secrets/$1"
    chmod 0444 "secrets/$1"
    echo "made deploy/secrets/$1"
}

keep ROLEWISE_SECRET "$(drawn)"
keep postgres_password "$(drawn)"
keep grafana_password "$(drawn)"
keep redis_conf "requirepass $(drawn)"
keep ROLEWISE_REDIS_URL "redis://:$(cut -d ' ' -f 2 secrets/redis_conf)@redis:6379/0"
keep ROLEWISE_DATABASE_URL "postgresql://rolewise:$(cat secrets/postgres_password)@postgres:5432/rolewise"
