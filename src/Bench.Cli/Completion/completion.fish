# Completion of bench and run-bench.sh in fish: save it as ~/.config/fish/completions/bench.fish.
function __bench_complete
    set --local words (commandline --cut-at-cursor --tokenize)
    set --local line (string join ' ' -- $words[2..-1] (commandline --cut-at-cursor --current-token))
    $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete --command bench --arguments '(__bench_complete)'
complete --command run-bench.sh --arguments '(__bench_complete)'
