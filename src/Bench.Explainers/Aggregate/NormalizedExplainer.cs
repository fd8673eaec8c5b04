using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Another explainer's scores divided by their Euclidean length over all tokens, special ones included, as transformers-interpret shows
/// them. It leaves those of pictures as they are. Diagnostics stay those of the scores before, and the length is one of them; scores that
/// are all 0 stay so.
/// </summary>
/// <param name="of">The explainer.</param>
public sealed class NormalizedExplainer(Configured<ExplainerDescriptor, IExplainer> of) : IExplainer
{
    /// <summary>Name of the diagnostic that holds the length.</summary>
    public const string Length = "l2-norm";

    /// <inheritdoc/>
    public IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> Inner { get; } = [of];

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => of.Instance.Check(model, tokenizer, input);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Attribution attribution = of.Instance.Explain(request, cancellationToken);
        if (request.Input.Picture is not null)
        {
            return attribution;
        }

        double length = Math.Sqrt(attribution.Scores.Sum(score => score * score));
        ImmutableArray<double> Shortened(ImmutableArray<double> values) =>
            length == 0 ? values : [.. values.Select(value => value / length)];
        return attribution with
        {
            Scores = Shortened(attribution.Scores),
            UnitScores = Shortened(attribution.UnitScores),
            StandardErrors = Shortened(attribution.StandardErrors),
            Diagnostics = attribution.Diagnostics.SetItem(Length, length),
        };
    }
}
