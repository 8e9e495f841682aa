# keeper COMMAND...: runs it in a process group of its own and ends the whole group with it, or at
# the end of standard input, which comes however the suite ends, by KILL too.
trap '' HUP INT TERM
exec 3<&0
(
  trap - HUP INT TERM
  exec setsid "$@" </dev/null 3<&-
) &
target=$!
{
  cat <&3 >/dev/null
  kill -s TERM -- "-$target" 2>/dev/null
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    kill -s 0 -- "-$target" 2>/dev/null || exit
    sleep 0.1
  done
  kill -s KILL -- "-$target" 2>/dev/null
} &
exec 3<&-
wait "$target"
code=$?
kill -s KILL -- "-$target" 2>/dev/null
exit "$code"
