using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Partition SHAP: Owen values over a hierarchy of tokens (Owen 1977; Lundberg's PartitionExplainer in SHAP), within a budget of
/// evaluations. Exact Owen values where the budget suffices; otherwise the coarsest undecided groups share their credit evenly, and
/// the share so spread is reported. Scores sum to v(all) − v(none); the rest is <see cref="DiagnosticNames.EfficiencyGap"/>, which is
/// not 0 only where SHAP's own tree left credit on special tokens. A requested precision ends the work once the credit on groups that
/// were not split is small beside the range of the scores; the paper and SHAP know no such rule.
/// </summary>
/// <param name="options">Hierarchy, budget, precision, batch and removal.</param>
public sealed class PartitionShapExplainer(PartitionShapOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "partition-shap",
        Name = "Partition SHAP",
        Family = "perturbation",
        CostFormula = "at most budget forward; exact from about m^2 on with a balanced tree",
        Citation =
            "Owen 1977, Values of Games with A Priori Unions; Lundberg and Lee 2017, A Unified Approach to Interpreting Model Predictions",
        Summary = "Shapley values over a hierarchy of tokens (Owen values), largest credit resolved first, within a budget",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Check(request.Model.Info, request.Tokenizer, request.Input);
        var features = FeatureSet.Of(request.Input, FeatureUnit.Tokens);
        var game = new CoalitionGame(request, features, options.Removal, cancellationToken);
        (PartitionTree tree, int[] leafOfFeature) = Tree(request.Input);
        OwenResult result = OwenValues.Compute(tree, options.Budget, options.Batch, options.Precision, masks => game.Values(
            [.. masks.Select(mask => Array.ConvertAll(leafOfFeature, leaf => mask[leaf]))]));

        double[] values = Array.ConvertAll(leafOfFeature, leaf => result.Values[leaf]);
        return Scores.Attribution(
            features,
            values,
            request,
            (DiagnosticNames.EfficiencyGap, values.Sum() - (result.Full - result.Empty)),
            (DiagnosticNames.InputValue, result.Full),
            (DiagnosticNames.BaselineValue, result.Empty),
            ("spread-share", result.SpreadShare),
            ("unresolved-share", result.Unresolved));
    }

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input)
    {
        if (options.Hierarchy != PartitionHierarchy.Balanced)
        {
            TextsOnly.Require(
                input, $"{Descriptor.Id}:hierarchy", "the hierarchy is one of words", "Take hierarchy=balanced, the halves of the picture");
        }

        if (options.Hierarchy == PartitionHierarchy.ShapText && input.Choice.Granularity != Granularity.Token)
        {
            throw new BenchException(
                "SHAP's tree is one of tokens, and larger units are explained",
                $"{Descriptor.Id}:hierarchy",
                "Take hierarchy=balanced, words or clauses, or explain with granularity token");
        }
    }

    /// <summary>The tree and, for each feature, its leaf; leaves without a feature are special tokens, which always stay.</summary>
    private (PartitionTree Tree, int[] LeafOfFeature) Tree(TokenizedText input) => options.Hierarchy switch
    {
        PartitionHierarchy.ShapText => (ShapTextTree.Build(input), [.. input.FeaturePositions]),
        PartitionHierarchy.Words => (PartitionTree.Words(input), [.. Enumerable.Range(0, input.Units.Length)]),
        PartitionHierarchy.Clauses => (PartitionTree.Clauses(input), [.. Enumerable.Range(0, input.Units.Length)]),
        _ when input.Picture is { } picture =>
            (HalvedPicture.Tree(picture.Shape, input.Units), [.. Enumerable.Range(0, input.Units.Length)]),
        _ => (PartitionTree.Balanced(input.Units.Length), [.. Enumerable.Range(0, input.Units.Length)]),
    };
}
