using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Turns what a method computed into an <see cref="Bench.Abstractions.Attribution"/>.</summary>
internal static class Scores
{
    /// <summary>Wraps scores of features that were taken away whole, refusing what no table could show.</summary>
    /// <param name="features">The features.</param>
    /// <param name="scores">One score per feature.</param>
    /// <param name="request">What was explained.</param>
    /// <param name="diagnostics">Evidence of quality.</param>
    /// <exception cref="BenchException">A score is not finite.</exception>
    public static Attribution Attribution(
        FeatureSet features, ReadOnlySpan<double> scores, ExplanationRequest request,
        params ReadOnlySpan<(string Name, double Value)> diagnostics) =>
        Attribution(features.PerToken(scores), request, diagnostics) with { UnitScores = features.PerUnit(scores) };

    /// <summary>Wraps scores, refusing what no table could show.</summary>
    /// <param name="scores">One score per token.</param>
    /// <param name="request">What was explained.</param>
    /// <param name="diagnostics">Evidence of quality.</param>
    /// <exception cref="BenchException">A score is not finite.</exception>
    public static Attribution Attribution(
        ImmutableArray<double> scores, ExplanationRequest request, params ReadOnlySpan<(string Name, double Value)> diagnostics)
    {
        foreach (double score in scores)
        {
            if (!double.IsFinite(score))
            {
                throw new BenchException(
                    $"A score came out as {score}, which is not finite",
                    request.Model.Info.Name,
                    "Check the model's weights for NaN and infinities");
            }
        }

        var named = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach ((string name, double value) in diagnostics)
        {
            if (double.IsFinite(value))
            {
                named[name] = value;
            }
        }

        return new Attribution(scores) { Diagnostics = named.ToImmutable() };
    }
}
