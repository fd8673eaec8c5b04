using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Scores of words, clauses, segments or given spans out of the token scores of another explainer: every token of a group gets the
/// group's score. Special tokens and those outside the spans keep theirs. The other explainer's diagnostics are passed on.
/// </summary>
public sealed class AggregateExplainer : IExplainer
{
    private readonly AggregateOptions _options;
    private readonly Configured<ExplainerDescriptor, IExplainer> _inner;

    /// <summary>Makes the inner explainer.</summary>
    /// <param name="options">What is gathered, and how.</param>
    /// <param name="catalog">Where the inner explainer is found.</param>
    /// <exception cref="BenchException">There is no such explainer, or its options or these are not allowed.</exception>
    public AggregateExplainer(AggregateOptions options, Catalog<ExplainerDescriptor, IExplainer> catalog)
    {
        if ((options.Level == AggregateLevel.Spans) == (options.Spans.Length == 0))
        {
            throw new BenchException(
                options.Spans.Length == 0 ? "level=spans needs spans" : "Spans are given, but the groups are others",
                $"{Descriptor.Id}:spans",
                options.Spans.Length == 0 ? "Add spans=start-end;start-end" : "Add level=spans or leave the spans out");
        }

        _options = options;
        _inner = Members.Make(options.Of, catalog, Descriptor.Id, options.Removal).Single();
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "aggregate",
        Name = "Aggregate",
        Family = "aggregate",
        CostFormula = "that of the explainer gathered, which may need more of the model",
        Citation = "Atanasova et al. 2020, A Diagnostic Study of Explainability Techniques for Text Classification (word scores)",
        Summary = "Scores of words, clauses, segments or spans out of another explainer's token scores",
    };

    /// <inheritdoc/>
    public IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> Inner => [_inner];

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input)
    {
        Groups(input);
        _inner.Instance.Check(model, tokenizer, input);
    }

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IEnumerable<int>[] groups = Groups(request.Input);
        Attribution inner = _inner.Instance.Explain(request, cancellationToken);
        double[] scores = [.. inner.Scores];
        foreach (IEnumerable<int> group in groups)
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

        // Every token stands for its whole group: what gathers tokens into units must not count a group once for each.
        ImmutableArray<double> units = request.Input.Choice.Granularity == Granularity.Token
            ? []
            : [.. request.Input.Units.Select(unit => unit.Positions.Average(position => scores[position]))];
        return new Attribution([.. scores]) { Diagnostics = inner.Diagnostics, UnitScores = units };
    }

    private IEnumerable<int>[] Groups(TokenizedText input)
    {
        TextsOnly.Require(
            input, Descriptor.Id, "it gathers tokens into words and clauses", "Explain cells or superpixels: --granularity cell");
        if (_options.Level == AggregateLevel.Spans)
        {
            return [.. SpanFeatures.Parse(input, _options.Spans).Select(span => (IEnumerable<int>)span)];
        }

        int[] groups = TokenGroups.Of(input, _options.Level);
        return [.. input.FeaturePositions.GroupBy(position => groups[position])];
    }
}
