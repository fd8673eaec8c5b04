using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Says how far to trust an explanation; what raises a flag comes first.</summary>
internal static class TrustNotes
{
    /// <summary>
    /// Least weighted R² of a local surrogate that describes what the model does: below, most of it is not what the scores say.
    /// </summary>
    public const double LeastFit = 0.5;

    /// <summary>Least samples for each weight that is estimated, the rule of thumb of regression (Harrell 2015, section 4.4).</summary>
    public const int LeastSamplesPerUnit = 10;

    /// <summary>What is known of the method's answer, for example <c>! gap 12.0 % of f(input) − f(baseline)</c>.</summary>
    public static ImmutableArray<Note> Of(Explanation explanation, TrustFlags trust)
    {
        var notes = new List<(string? Flag, Note Note)>();
        if (trust.Gap is { } gap)
        {
            notes.Add((TrustFlags.GapFlag, new Note($"gap {Percent(gap)} of f(input) − f(baseline)")));
        }

        if (trust.Order is { Pairs: > 0 } order)
        {
            notes.Add((TrustFlags.OrderFlag, new Note(string.Create(
                CultureInfo.InvariantCulture,
                $"{order.CertainAboveNext.Length} of {order.Pairs} neighbours in the ranking told apart at 95 %{(order.IsFirstCertain ? "" : ", the first two not")}"))));
        }

        notes.Add((TrustFlags.SpecialFlag, new Note($"{Percent(trust.SpecialShare)} on special tokens")));
        return Sorted([.. Surrogate(explanation).Select(note => ((string?)null, note)), .. notes], trust.Raised);
    }

    /// <summary>What is known of the text and the prediction, the same for every method.</summary>
    public static ImmutableArray<Note> OfText(TrustFlags trust)
    {
        var notes = new List<(string? Flag, Note Note)>();
        if (trust.Confidence is { } confidence && trust.Margin is { } margin)
        {
            notes.Add((TrustFlags.CloseCallFlag, new Note(string.Create(
                CultureInfo.InvariantCulture, $"prediction confidence {confidence:F3}, {margin:F3} ahead of the next"))));
        }

        notes.Add((TrustFlags.UnknownFlag, new Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{trust.Unknown} unknown tokens ({Percent(trust.UnknownShare)}){(trust.Unknown > 0 ? ": unlike what the model was trained on" : "")}"))));
        notes.Add((
            TrustFlags.TruncatedFlag, new Note(string.Create(
                CultureInfo.InvariantCulture,
                $"{trust.Truncated:N0} tokens cut off{(trust.Truncated > 0 ? ": the model did not read them" : "")}"))));
        return Sorted(notes, trust.Raised);
    }

    /// <summary>Notes in one line.</summary>
    public static string Line(IEnumerable<Note> notes) => string.Join("; ", notes);

    // Of a local surrogate: whether it fits, and whether its weights rest on enough samples.
    private static IEnumerable<Note> Surrogate(Explanation explanation)
    {
        if (!explanation.Attribution.Diagnostics.TryGetValue(DiagnosticNames.SurrogateFit, out double fit))
        {
            yield break;
        }

        if (fit < LeastFit)
        {
            yield return new Note(
                string.Create(CultureInfo.InvariantCulture, $"the surrogate’s R² is {fit:F2}: it does not describe what the model does"),
                true);
        }

        int units = explanation.Input.Units.Length;
        if (explanation.Options.TryGetValue("samples", out string? text)
            && int.TryParse(text, CultureInfo.InvariantCulture, out int samples)
            && samples > 0 && samples < LeastSamplesPerUnit * units)
        {
            yield return new Note(string.Create(
                CultureInfo.InvariantCulture,
                $"{samples} samples for {units} weights: too few, about {LeastSamplesPerUnit * units} would do"), true);
        }
    }

    private static ImmutableArray<Note> Sorted(IEnumerable<(string? Flag, Note Note)> notes, ImmutableArray<string> raised) =>
        [.. notes.Select(entry => entry.Note with { IsWarning = entry.Note.IsWarning || (entry.Flag is { } flag && raised.Contains(flag)) })
            .OrderBy(note => !note.IsWarning)];

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
}
