using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Scores of words, clauses or segments out of the token scores of another explainer: every token of a group gets the group's score.
/// Special tokens keep theirs. The other explainer's diagnostics are passed on.
/// </summary>
public sealed class AggregateExplainer : IExplainer
{
    private readonly AggregateOptions _options;
    private readonly IExplainer _inner;

    /// <summary>Makes the inner explainer.</summary>
    /// <param name="options">What is gathered, and how.</param>
    /// <param name="catalog">Where the inner explainer is found.</param>
    /// <exception cref="BenchException">There is no such explainer, or its options are not allowed.</exception>
    public AggregateExplainer(AggregateOptions options, Catalog<ExplainerDescriptor, IExplainer> catalog)
    {
        _options = options;
        _inner = Members.Make(options.Of, catalog, Descriptor.Id).Single().Explainer;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "aggregate",
        Name = "Aggregate",
        Family = "aggregate",
        Needs = ModelNeeds.Forward,
        CostFormula = "that of the explainer gathered, which may need more of the model",
        Citation = "Atanasova et al. 2020, A Diagnostic Study of Explainability Techniques for Text Classification, section 4 (word scores)",
        Summary = "Scores of words, clauses or segments out of another explainer's token scores",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => _inner.Check(model, tokenizer, input);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Attribution inner = _inner.Explain(request, cancellationToken);
        double[] scores = [.. inner.Scores];
        int[] groups = TokenGroups.Of(request.Input, _options.Level);
        foreach (IGrouping<int, int> group in request.Input.FeaturePositions.GroupBy(position => groups[position]))
        {
            double[] parts = [.. group.Select(position => inner.Scores[position])];
            double score = _options.By switch
            {
                AggregateBy.Sum => parts.Sum(),
                AggregateBy.Mean => parts.Average(),
                AggregateBy.Max => parts.Max(),
                _ => parts.MaxBy(Math.Abs),
            };
            foreach (int position in group)
            {
                scores[position] = score;
            }
        }

        return new Attribution([.. scores]) { Diagnostics = inner.Diagnostics };
    }
}
