using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Mean ranks of other explainers: every member ranks the units of the text (ties share the mean of their ranks), ranks are
/// scaled to 0…1 and averaged. Ranks make scores of different units comparable. The spread of the members' ranks gives standard errors.
/// </summary>
public sealed class EnsembleExplainer : IExplainer
{
    private readonly ImmutableArray<Configured<ExplainerDescriptor, IExplainer>> _members;

    /// <summary>Makes the members.</summary>
    /// <param name="options">Who they are.</param>
    /// <param name="catalog">Where they are found.</param>
    /// <exception cref="BenchException">One is unknown or its options are not allowed.</exception>
    public EnsembleExplainer(EnsembleOptions options, Catalog<ExplainerDescriptor, IExplainer> catalog) =>
        _members = Members.Make(options.Of, catalog, Descriptor.Id, options.Removal);

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "ensemble",
        Name = "Rank ensemble",
        Family = "aggregate",
        CostFormula = "the sum of its members', which may need more of the model",
        Citation =
            "Rieger and Hansen 2020, A Simple Defense Against Adversarial Attacks on Heatmap Explanations (aggregated explanations; that "
                + "ranks are averaged is ours)",
        Summary = "Mean ranks of other explainers",
        IsNeverNegative = true,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> Inner => _members;

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input)
    {
        foreach (Configured<ExplainerDescriptor, IExplainer> member in _members)
        {
            member.Instance.Check(model, tokenizer, input);
        }
    }

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var features = FeatureSet.Of(request.Input, FeatureUnit.Tokens);
        var moments = new RunningMoments(features.Count);
        foreach (Configured<ExplainerDescriptor, IExplainer> member in _members)
        {
            double[] scores = member.Instance
                .Explain(request with { Seed = DeterministicRandom.Derive(request.Seed, member.CanonicalName) }, cancellationToken)
                .PerUnit(request.Input);
            moments.Add(Array.ConvertAll(scores, score =>
            {
                int below = scores.Count(other => other < score);
                int equal = scores.Count(other => other == score) - 1;
                return scores.Length == 1 ? 1 : (below + (equal / 2.0)) / (scores.Length - 1);
            }));
        }

        return Scores.Attribution(features, moments.Mean, request, (DiagnosticNames.DegreesOfFreedom, moments.DegreesOfFreedom)) with
        {
            StandardErrors = moments.StandardError() is { Length: > 0 } errors ? features.PerToken(errors) : [],
        };
    }
}
