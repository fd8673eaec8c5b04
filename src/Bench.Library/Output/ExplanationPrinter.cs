using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Library;

/// <summary>Prints explanations side by side: one line per token, one column per explainer.</summary>
internal static class ExplanationPrinter
{
    public static void Print(IAnsiConsole console, ExplanationDocument document)
    {
        double[] probabilities = TargetAnswers.Probabilities(document.Model, document.Logits, document.Target);
        double[] logits = TargetAnswers.Logits(document.Model, document.Logits, document.Target);
        int[] shown = Shown(logits);
        bool isNumber = IsNumber(document);
        string rest = shown.Length < logits.Length ? string.Create(CultureInfo.InvariantCulture, $"  and {logits.Length - shown.Length} less likely") : "";
        console.WriteLine(string.Join("  ", shown.Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{VisibleText.ForTerminal(document.Model.Labels[i])} {probabilities[i]:F3}{(isNumber ? "" : $" (logit {logits[i]:F3})")}"))) + rest);
        console.WriteLine($"Explained: {VisibleText.ForTerminal(Explained(document))}");
        UnitChoice choice = document.Input.Choice;
        bool tokens = choice.Granularity == Granularity.Token;
        string unit = OptionsBinder.Key(choice.Granularity.ToString()).TrimEnd('s');
        var table = new Table().AddColumn(unit);
        foreach ((string name, Explanation _) in document.Explanations)
        {
            table.AddColumn(new TableColumn(Markup.Escape(VisibleText.ForTerminal(name))).RightAligned());
        }

        double[][] scores = [.. document.Explanations.Select(entry =>
            tokens ? entry.Explanation.Attribution.Scores.ToArray() : entry.Explanation.FeatureScores())];
        double[] largest = [.. scores.Select(own => own.Max(Math.Abs))];
        IEnumerable<string> names = tokens ? ReadableTokens.Of(document.Input) : document.Input.Units.Select(document.Input.CharactersOf);
        foreach ((int index, string readable) in names.Index().Where(name => !tokens || !IsHidden(document.Input, name.Index)))
        {
            table.AddRow(
                [Markup.Escape(VisibleText.ForTerminal(readable)),
                .. document.Explanations.Select((entry, i) => document.Seeds.TryGetValue(entry.Name, out SeedVariance? variance)
                    ? Spread(variance.Units ?? variance, index, largest[i])
                    : Cell(scores[i][index], largest[i]))]);
        }

        console.Write(table);
        if (!tokens)
        {
            console.WriteLine($"Of methods that score tokens, a {unit} has {Words(choice.Gather)} of its tokens' scores.");
        }

        if (document.Seeds.Count > 0)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"±: mean and standard deviation over {document.Seeds.Values.First().Seeds} seeds."));
        }

        if (document.Explanations.Count > 0)
        {
            console.WriteLine($"Trust: {TrustPrinter.Text(document.Trust(document.Explanations[0].Explanation))}");
        }

        foreach ((string name, Explanation explanation) in document.Explanations)
        {
            string diagnostics = string.Join(", ", explanation.Attribution.Diagnostics.Select(entry =>
                string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value:G3}")));
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{VisibleText.ForTerminal(name)}: {explanation.Cost.RowsForward} rows forward, {explanation.Cost.RowsBackward} backward, {explanation.Cost.Elapsed.TotalMilliseconds:F1} ms{(diagnostics.Length > 0 ? "; " : "")}{diagnostics}"));
            console.WriteLine($"    trust: {TrustPrinter.Explanation(document.Trust(explanation))}");
        }
    }

    // All outputs in their order, or the likeliest of many: a language model has as many as its vocabulary has tokens.
    private static int[] Shown(double[] logits)
    {
        const int Many = 100, Likeliest = 10;
        IEnumerable<int> all = Enumerable.Range(0, logits.Length);
        return logits.Length <= Many ? [.. all] : [.. all.OrderByDescending(i => logits[i]).Take(Likeliest)];
    }

    /// <summary>Prints what the model answers, where its probabilities do not say it.</summary>
    public static void PrintAnswer(IAnsiConsole console, ExplanationDocument document)
    {
        foreach (string line in document.Answer?.Lines ?? [])
        {
            console.WriteLine(VisibleText.ForTerminal(line));
        }
    }

    private static bool IsHidden(TokenizedText input, int position) => input.IsFixedHidden && input.Tokens[position].Segment == input.FixedSegment;

    private static string Explained(ExplanationDocument document)
    {
        Target target = document.Target;
        string name = document.TargetName ?? TargetAnswers.Label(document.Model, target);
        string flipped = target.IsFlipped ? "what lowers " : "";
        string against = target.Against is not { } other ? ""
            : $" against {TargetAnswers.Label(document.Model, other)}{(other.Position is { } position ? FormattableString.Invariant($"@{position}") : "")}";
        return $"{flipped}the {(IsNumber(document) ? "output" : OptionsBinder.Key(document.Quantity.ToString()) + " of")} {name}{against}";
    }

    // In regression an output is the number itself: neither a logit nor a probability.
    private static bool IsNumber(ExplanationDocument document) => document.Model.Activation == OutputActivation.Identity;

    private static string Words(Gather gather) => gather switch
    {
        Gather.Sum => "the sum",
        Gather.Mean => "the mean",
        _ => "the largest, by absolute value,",
    };

    private static string Spread(SeedVariance variance, int index, double largest) =>
        Cell(variance.Mean[index], largest) + string.Create(CultureInfo.InvariantCulture, $" ±{variance.StandardDeviation[index]:F4}");

    // Scores that stand out carry their sign's colour: blue for the target, orange against it, which colour-blind people tell apart.
    private static string Cell(double score, double largest)
    {
        string text = score.ToString("F4", CultureInfo.InvariantCulture);
        return largest > 0 && Math.Abs(score) >= largest / 3 ? $"[{(score > 0 ? "deepskyblue1" : "darkorange")}]{text}[/]" : text;
    }
}
