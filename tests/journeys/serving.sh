# serving.sh - what the stories of the site share. Sourced after lib.sh; nothing served outlives the story.
#
# serve_begin NAME ARGUMENT...   starts `safekeep serve` on any free port of $LISTEN (127.0.0.1:0): $port, $pid, what
#                                it says in NAME.log
# serve_end SIGNAL               ends it: its exit code in $code
# hears URL-PATH [CURL ARGUMENT...]   the reply: head in head, body in out, status in $status
pid='' port='' status=''
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null; leave' EXIT

serve_begin()
{
    name=$1
    shift
    rm -f "$name.pipe"
    mkfifo "$name.pipe"
    "$SAFEKEEP" serve --listen "${LISTEN:-127.0.0.1:0}" "$@" 2> "$name.pipe" &
    pid=$!
    exec 3< "$name.pipe"
    read -r line <&3
    cat <&3 > "$name.log" &
    exec 3<&-
    port=$(echo "$line" | sed -n 's/.*:\([0-9]*\)\/.*/\1/p')
    echo "$line" > err
    [ -n "$port" ]
}
serve_end()
{
    kill "-$1" "$pid"
    wait "$pid" 2>/dev/null
    code=$? pid=''
}
hears()
{
    path=$1
    shift
    status=$(curl -s -m 60 -D head -o out -w '%{http_code}' "$@" "http://127.0.0.1:$port$path")
}
head_has() { grep -qiF -- "$1" head; }
