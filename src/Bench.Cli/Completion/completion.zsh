#compdef bench run-bench.sh
# Completion of bench and run-bench.sh in zsh: add it to ~/.zshrc, below compinit.
_bench_complete() {
    local program=${words[1]} line="${words[2,CURRENT-1]}"
    [[ -n $line ]] && line+=" "
    line+=$PREFIX
    local -a candidates
    candidates=("${(@f)$("$program" "[suggest:${#line}]" "$line" 2> /dev/null)}")
    [[ -n $candidates ]] && compadd -- $candidates || _files
}
compdef _bench_complete bench run-bench.sh
