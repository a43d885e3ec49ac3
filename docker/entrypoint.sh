#!/bin/sh
# Addresses with passwords come as files, so that they stand in no list of a container's environment.
set -eu
for name in AMQP_URL DATABASE_URL; do
  eval "file=\${${name}_FILE:-}"
  if [ -n "$file" ]; then
    value=$(cat "$file")
    export "$name=$value"
  fi
done
exec "$@"
