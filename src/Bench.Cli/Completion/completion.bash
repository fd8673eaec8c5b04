# Completion of bench and run-bench.sh in bash: add it to ~/.bashrc.
_bench_complete() {
    local program=${COMP_WORDS[0]} line=${COMP_LINE:0:COMP_POINT} word candidate
    line=${line#"$program"}
    line=${line# }
    # The words as the program sees them: bash breaks at ':' and '=' too, and completes behind the last break only.
    word=${line##* }
    local before=${word%"${word##*[:=]}"}
    COMPREPLY=()
    while IFS= read -r candidate; do
        [[ $candidate == "$word"* ]] && COMPREPLY+=("${candidate#"$before"}")
    done < <("$program" "[suggest:${#line}]" "$line" 2> /dev/null)
}
complete -o default -F _bench_complete bench run-bench.sh
