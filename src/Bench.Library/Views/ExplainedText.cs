using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Library;
using Bench.Reporting;
using Spectre.Console;

namespace Bench;

/// <summary>A text or picture, what the model says of it, and why, by one or more explainers.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class ExplainedText : View
{
    private readonly ExplanationDocument _document;
    private ExplanationRecord? _record;

    internal ExplainedText(
        ExplanationDocument document, IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> explainers, IModel model, ulong seed)
    {
        (_document, Explainers, Model, Seed) = (document, explainers, model, seed);
        Tokens = ReadableTokens.Of(document.Input);
        Explanations = [.. document.Explanations.Select(entry => new TokenScores(entry.Name, entry.Explanation))];
        double[] probabilities = TargetAnswers.Probabilities(document.Model, document.Logits, document.Target);
        Probabilities = document.Model.Labels.Zip(probabilities).DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The text; empty for a picture.</summary>
    public string Text => _document.Input.Text;

    /// <summary>
    /// The tokens as people read them, special tokens included, or the patches by row and column; scores have the same order.
    /// </summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The output explained, by its name.</summary>
    public string Target => _document.TargetName ?? TargetAnswers.Label(_document.Model, _document.Target);

    /// <summary>The probability of every output, by its label; in regression the number.</summary>
    public IReadOnlyDictionary<string, double> Probabilities { get; }

    /// <summary>The explanations, in the order in which the explainers were named.</summary>
    public IReadOnlyList<TokenScores> Explanations { get; }

    internal IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> Explainers { get; }

    internal IModel Model { get; }

    internal ulong Seed { get; }

    internal string? PictureFile { get; set; }

    internal TokenizedText Input => _document.Input;

    private ExplanationRecord Record => _record ??= _document.ToRecord();

    /// <summary>The explanation by one explainer.</summary>
    /// <param name="explainer">Its name in tables, or its id.</param>
    /// <exception cref="KeyNotFoundException">It did not explain this text.</exception>
    public TokenScores this[string explainer] =>
        Explanations.FirstOrDefault(entry => entry.Name == explainer)
            ?? Explanations.FirstOrDefault(entry => entry.Explanation.Explainer == explainer)
        ?? throw new KeyNotFoundException(
            $"No explanation is by '{explainer}'; there are {string.Join(", ", Explanations.Select(entry => entry.Name))}.");

    /// <summary>What <c>explain --format json</c> prints.</summary>
    public string ToJson() => Record.ToLine();

    /// <inheritdoc/>
    public override string ToHtml() => ExplanationPage.Write(
        new PageContent([Record], _document.Model.Labels) { Sheets = [ExplanationSheet.Of(_document, Seed)], Json = ToJson() });

    /// <inheritdoc/>
    public override string ToSnippet() => ExplanationPicture.Snippet(Record, _document.Model.Labels);

    /// <inheritdoc/>
    public override string ToString() => $"{Target}: {Text}";

    private protected override void Print(IAnsiConsole console)
    {
        ExplanationPrinter.PrintAnswer(console, _document);
        ExplanationPrinter.Print(console, _document, Seed);
    }
}
