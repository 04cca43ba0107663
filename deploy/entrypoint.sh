#!/bin/sh
# Takes settings from secret files, then runs the command: the file ROLEWISE_SECRET of /run/secrets is the value of that
# variable, unless the variable is set. Only names of settings are read; other files stay what they are.
set -eu

folder=${CREDENTIALS_DIRECTORY:-/run/secrets}
for file in "$folder"/ROLEWISE_* "$folder"/SLACK_*; do
    if [ ! -r "$file" ]; then continue; fi
    name=$(basename "$file")
    case $name in *[!A-Z_]*) continue ;; esac
    eval "set_already=\${$name:-}"
    if [ -n "$set_already" ]; then continue; fi
    value=$(cat "$file")
    export "$name=$value"
done
unset folder file name value set_already || true
exec "$@"
