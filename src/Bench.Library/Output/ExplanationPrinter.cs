using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Library;

/// <summary>Prints explanations side by side: one line per token, one column per explainer.</summary>
internal static class ExplanationPrinter
{
    /// <summary>Prints one target's explanations, and all that <see cref="ExplanationSheet"/> says of them.</summary>
    public static void Print(IAnsiConsole console, ExplanationDocument document, ulong seed)
    {
        var sheet = ExplanationSheet.Of(document, seed);
        void Line(string text) => console.WriteLine(VisibleText.ForTerminal(text));
        Line(sheet.OutputLine);
        Line($"Explained: {sheet.Explained}");
        Line(string.Join("; ", sheet.Facts.Select(fact => $"{fact.Name}: {fact.Value}")));
        PrintTable(console, document);
        foreach (string words in sheet.Scores)
        {
            Line(words);
        }

        if (!sheet.Text.IsEmpty)
        {
            Line($"Trust: {TrustNotes.Line(sheet.Text)}");
        }

        foreach (ExplainerSheet explainer in sheet.Explainers)
        {
            Line($"{explainer.Name}: {explainer.Cost}");
            if (explainer.Options.Length > 0)
            {
                Line($"    options: {explainer.Options}");
            }

            if (explainer.Sign == ExplainerSheet.Unsigned)
            {
                Line($"    {explainer.Sign}");
            }

            Line($"    trust: {TrustNotes.Line(explainer.Trust)}");
        }
    }

    /// <summary>Prints what the model answers, where its probabilities do not say it.</summary>
    public static void PrintAnswer(IAnsiConsole console, ExplanationDocument document)
    {
        foreach (string line in document.Answer?.Lines ?? [])
        {
            console.WriteLine(VisibleText.ForTerminal(line));
        }
    }

    private static void PrintTable(IAnsiConsole console, ExplanationDocument document)
    {
        UnitChoice choice = document.Input.Choice;
        bool tokens = choice.Granularity == Granularity.Token;
        double[][] scores = [.. document.Explanations.Select(entry =>
            tokens ? entry.Explanation.Attribution.Scores.ToArray() : entry.Explanation.FeatureScores())];
        ScoreCell[] cells =
            [.. document.Explanations.Select((entry, i) => new ScoreCell(entry.Explanation.IsSigned, scores[i].Max(Math.Abs)))];
        IEnumerable<string> names = tokens ? ReadableTokens.Of(document.Input) : document.Input.Units.Select(document.Input.CharactersOf);
        (int Index, string Item)[] rows =
            [.. names.Index().Where(name => !tokens || !IsHidden(document.Input, name.Index))];
        ColumnFit.Write(
            console,
            [(OptionsBinder.Key(choice.Granularity.ToString()).TrimEnd('s'), [.. rows.Select(row => Plain(row.Item))])],
            [.. document.Explanations.Select((entry, i) => (Plain(entry.Name), rows.Select(row =>
                document.Seeds.TryGetValue(entry.Name, out SeedVariance? variance)
                    ? Spread(cells[i], variance.Units ?? variance, row.Index)
                    : cells[i].Write(scores[i][row.Index])).ToArray()))]);
    }

    private static string Plain(string text) => Markup.Escape(VisibleText.ForTerminal(text));

    private static bool IsHidden(TokenizedText input, int position) =>
        input.IsFixedHidden && input.Tokens[position].Segment == input.FixedSegment;

    private static string Spread(ScoreCell cell, SeedVariance variance, int index) =>
        cell.Write(variance.Mean[index]) + string.Create(CultureInfo.InvariantCulture, $" ±{variance.StandardDeviation[index]:F4}");

    // Scores that stand out carry their sign's colour: blue for the target, orange against it, which colour-blind people tell apart;
    // without a sign they have one colour.
    private sealed record ScoreCell(bool IsSigned, double Largest)
    {
        public string Write(double score)
        {
            string text = score.ToString("F4", CultureInfo.InvariantCulture);
            string colour = !IsSigned ? "mediumpurple1" : score > 0 ? "deepskyblue1" : "darkorange";
            return Largest > 0 && Math.Abs(score) >= Largest / 3 ? $"[{colour}]{text}[/]" : text;
        }
    }
}
