#!/bin/sh
# Ends what ./run started when ./run is gone. It holds the other end of standard input and writes "+ID" for each process
# group that it starts and "-ID" for each that has ended.
groups=""
while read -r line; do
  case $line in
    +*) groups="${line#+} $groups" ;;
    -*) groups=$(for one in $groups; do [ "$one" = "${line#-}" ] || printf '%s ' "$one"; done) ;;
  esac
done

# The last one started first: the app stores its last before Azurite writes all of it down.
for group in $groups; do
  kill -s TERM -- "-$group" 2>/dev/null || continue
  tries=0
  while kill -s 0 -- "-$group" 2>/dev/null && [ "$tries" -lt 150 ]; do
    sleep 0.2
    tries=$((tries + 1))
  done
  kill -s KILL -- "-$group" 2>/dev/null
done
