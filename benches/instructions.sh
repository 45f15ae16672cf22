#!/bin/sh
# Counts the instructions of a presign and of a verification outside SHA-256, and compares them with the committed figures.
# Needs valgrind. Run from the top of the repository; with an argument, writes the figures instead.
set -eu
binary=$(cargo bench --bench instructions --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"executable":"\([^"]*instructions-[^"]*\)".*/\1/p' | tail -1)
count() { # work, case, times
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$binary" "$1" "$2" "$3" 2>&1 |
        sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}
each() { # work, case: instructions of one turn
    echo $((($(count "$1" "$2" 3000) - $(count "$1" "$2" 1000)) / 2000))
}
figures=benches/instructions.txt
found=""
for case in A B C; do
    for work in presign verify; do
        found="$found$work $case $(($(each $work $case) - $(each $work-floor $case)))
"
    done
done
printf '%s' "$found"
if [ $# -gt 0 ]; then
    printf '%s' "$found" >"$figures"
    exit
fi
printf '%s' "$found" | while read -r work case now; do
    before=$(sed -n "s/^$work $case //p" "$figures")
    if [ "$now" -gt $((before * 105 / 100)) ]; then
        echo "$work $case takes $now instructions outside SHA-256, $before before: more than 5 % worse" >&2
        exit 1
    fi
done
