#!/bin/sh
# Ends the launcher's children when the launcher itself was killed and cannot. The launcher holds the other end of
# standard input and writes "add SIGNAL GROUP" and "remove GROUP"; end of input with groups left means that it is gone.
trap '' INT TERM HUP
list=' '
while read -r verb a b; do
  case $verb in
    add) list="$list$a:$b " ;;
    remove) list=$(printf '%s' "$list" | sed "s/ [A-Z]*:$a / /") ;;
  esac
done
for entry in $list; do kill -s "${entry%%:*}" -- "-${entry##*:}" 2>/dev/null; done
for wait in 1 2 3 4 5 6 7 8 9 10; do
  alive=no
  for entry in $list; do kill -s 0 -- "-${entry##*:}" 2>/dev/null && alive=yes; done
  [ $alive = no ] && exit 0
  sleep 0.5 2>/dev/null || sleep 1
done
for entry in $list; do kill -s KILL -- "-${entry##*:}" 2>/dev/null; done
