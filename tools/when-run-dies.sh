#!/bin/sh
# Waits until ./run, which holds the other end of standard input, is gone; then ends the app ($1) and, once that
# stored its last, Azurite ($2).
cat >/dev/null
kill -TERM "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 150 ]; do
  sleep 0.2
  tries=$((tries + 1))
done
kill -KILL "$1" 2>/dev/null
kill -TERM "$2" 2>/dev/null
