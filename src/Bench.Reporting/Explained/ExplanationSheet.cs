using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// What is said of one target's explanations beside their scores: the one source of terminal and page, so that neither keeps a warning
/// back. All of it is plain text, partly of strangers.
/// </summary>
internal sealed record ExplanationSheet
{
    // Outputs of a language model are as many as its vocabulary has tokens.
    private const int Many = 100;
    private const int Likeliest = 10;

    /// <summary>What the model answers, in lines, where its probabilities do not say it.</summary>
    public required ImmutableArray<string> Answer { get; init; }

    /// <summary>Outputs with their numbers: all in their order, or the likeliest of many.</summary>
    public required ImmutableArray<(string Label, double Value, double? Logit)> Outputs { get; init; }

    /// <summary>How many outputs are left out.</summary>
    public required int LessLikely { get; init; }

    /// <summary>What is explained: quantity, target and contrast.</summary>
    public required string Explained { get; init; }

    /// <summary>Model, task, seed and the like.</summary>
    public required ImmutableArray<(string Name, string Value)> Facts { get; init; }

    /// <summary>What is to be known of the table of scores.</summary>
    public required ImmutableArray<string> Scores { get; init; }

    /// <summary>How far to trust what is known of the text and of the prediction.</summary>
    public required ImmutableArray<Note> Text { get; init; }

    /// <summary>The explainers, in order.</summary>
    public required ImmutableArray<ExplainerSheet> Explainers { get; init; }

    /// <summary>The outputs in one line.</summary>
    public string OutputLine => string.Join("  ", Outputs.Select(output => string.Create(
        CultureInfo.InvariantCulture,
        $"{output.Label} {output.Value:F3}{(output.Logit is { } logit ? string.Create(CultureInfo.InvariantCulture, $" (logit {logit:F3})") : "")}")))
        + (LessLikely > 0 ? string.Create(CultureInfo.InvariantCulture, $"  and {LessLikely} less likely") : "");

    /// <summary>Every warning, those of explainers behind their names.</summary>
    public IEnumerable<string> Warnings =>
        [.. Text.Where(note => note.IsWarning).Select(note => note.Words),
        .. Explainers.SelectMany(explainer =>
            explainer.Trust.Where(note => note.IsWarning).Select(note => $"{explainer.Name}: {note.Words}"))];

    /// <summary>Gathers what a document says.</summary>
    /// <param name="document">The explanations.</param>
    /// <param name="seed">The seed that the explainers' own are derived from.</param>
    public static ExplanationSheet Of(ExplanationDocument document, ulong seed)
    {
        double[] probabilities = TargetAnswers.Probabilities(document.Model, document.Logits, document.Target);
        double[] logits = TargetAnswers.Logits(document.Model, document.Logits, document.Target);
        IEnumerable<int> all = Enumerable.Range(0, logits.Length);
        int[] shown = logits.Length <= Many ? [.. all] : [.. all.OrderByDescending(i => logits[i]).Take(Likeliest)];
        bool isNumber = IsNumber(document);
        return new ExplanationSheet
        {
            Answer = [.. document.Answer?.Lines ?? []],
            Outputs = [.. shown.Select(i => (document.Model.Labels[i], probabilities[i], isNumber ? (double?)null : logits[i]))],
            LessLikely = logits.Length - shown.Length,
            Explained = ExplainedWords(document),
            Facts = ModelFacts.Of(document, seed),
            Scores = ScoreWords(document),
            Text = document.Explanations.Count > 0 ? TrustNotes.OfText(document.Trust(document.Explanations[0].Explanation)) : [],
            Explainers = [.. document.Explanations.Select(entry => ExplainerSheet.Of(document, entry.Name, entry.Explanation))],
        };
    }

    private static ImmutableArray<string> ScoreWords(ExplanationDocument document)
    {
        UnitChoice choice = document.Input.Choice;
        var words = ImmutableArray.CreateBuilder<string>();
        if (choice.Granularity != Granularity.Token)
        {
            string gathered = choice.Gather switch
            {
                Gather.Sum => "the sum",
                Gather.Mean => "the mean",
                _ => "the largest, by absolute value,",
            };
            words.Add(
                $"Of methods that score tokens, a {OptionsBinder.Key(choice.Granularity.ToString()).TrimEnd('s')} has {gathered} of its "
                    + "tokens' scores.");
        }

        if (document.Seeds.Count > 0)
        {
            words.Add(string.Create(
                CultureInfo.InvariantCulture, $"±: mean and standard deviation over {document.Seeds.Values.First().Seeds} seeds."));
        }

        return words.ToImmutable();
    }

    private static string ExplainedWords(ExplanationDocument document)
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
}
