using System.CommandLine;

namespace Bench.Cli;

/// <summary>What each command looks like in use, for its help.</summary>
internal static class Examples
{
    /// <summary>How the program is called: <c>run-bench.sh</c> says that it is called by that name.</summary>
    private const string NameVariable = "BENCH_COMMAND";

    /// <summary>Which further words <c>run-bench.sh</c> takes, before the program sees them.</summary>
    private const string WordsVariable = "BENCH_SCRIPT_WORDS";

    private static readonly Dictionary<string, string[]> _all = new()
    {
        [""] = ["explain \"Not a dull moment in it.\"", "run film-reviews --limit 20", "list explainers"],
        ["run"] = [
            "run film-reviews --limit 20 --explainers gradient,lime:samples=100,random", "run path/to/my-suite --metrics Compr,Suff,AUPRC"],
        ["merge"] = ["merge out/film-reviews/sst2-bert-mini/ID --partial"],
        ["runs"] = ["runs", "runs remove film-reviews/sst2-bert-mini/ID"],
        ["runs remove"] = ["runs remove film-reviews/sst2-bert-mini/ID"],
        ["verify"] = ["verify film-reviews"],
        ["report"] = ["report film-reviews --format terminal", "report film-reviews --open"],
        ["compare"] = ["compare film-reviews emotions --fail-if-worse aopc-comprehensiveness:0.02"],
        ["recommend"] = ["recommend film-reviews --max-rows 50 --prefer faithful"],
        ["slices"] = ["slices film-reviews --by length --metrics \"Compr (mask)\""],
        ["agreement"] = ["agreement film-reviews --measure rank-correlation"],
        ["sensitivity"] = ["sensitivity film-reviews"],
        ["cost"] = ["cost film-reviews"],
        ["profile"] = ["profile failure-modes"],
        ["explain"] =
        [
            "explain \"Not a dull moment in it.\"",
            "explain \"Not a dull moment in it.\" --model org/name --explainer lime:samples=500,integrated-gradients --html page.html",
        ],
        ["evaluate"] = ["evaluate \"Not a dull moment in it.\" --scores scores.json --rationale rationale.json"],
        ["tokenize"] = ["tokenize \"Not a dull moment in it.\""],
        ["list"] = ["list explainers"],
        ["list explainers"] = ["list explainers"],
        ["list metrics"] = ["list metrics --format json"],
        ["list datasets"] = ["list datasets"],
        ["list reports"] = ["list reports"],
        ["list tasks"] = ["list tasks"],
        ["list suites"] = ["list suites"],
        ["list models"] = ["list models"],
        ["models"] = ["models"],
        ["devices"] = ["devices"],
        ["study"] = ["study statistics --trials 1000"],
        ["study statistics"] = ["study statistics --trials 1000"],
        ["study budgets"] = ["study budgets --limit 20"],
        ["completion"] = ["completion bash >> ~/.bashrc", "completion pwsh >> $PROFILE"],
    };

    /// <summary>How the user called the program.</summary>
    public static string Program => Environment.GetEnvironmentVariable(NameVariable) is { Length: > 0 } named ? named : "bench";

    /// <summary>What else may stand for a command where the user called the program.</summary>
    public static IReadOnlyList<string> ScriptWords =>
        (Environment.GetEnvironmentVariable(WordsVariable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Examples of a command, without the program's name; none where it has none.</summary>
    public static IReadOnlyList<string> Of(Command command) => _all.GetValueOrDefault(Words(command), []);

    private static string Words(Command command) => command is RootCommand
        ? ""
        : $"{string.Concat(command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => Words(parent) + " "))}{command.Name}";
}
