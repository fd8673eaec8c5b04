using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of the Shapley estimators.</summary>
public sealed record ShapleyEstimatorOptions : PerturbationOptions
{
    /// <summary>Most model rows.</summary>
    [Description("Most model rows, those of the full and the empty text included")]
    [Range(4, 10000000)]
    public int Budget { get; init; } = 500;

    /// <summary>Precision at which to stop.</summary>
    [Description("Stop once the largest standard error is below this share of the range of the scores; 0 = spend the whole budget")]
    [Range(0.0, 1.0)]
    public double Precision { get; init; }
}

/// <summary>Refusals that the Shapley methods share.</summary>
internal static class ShapleyLimits
{
    /// <summary>Most features for which all coalitions are asked.</summary>
    public const int ExactFeatures = 14;

    /// <summary>Refuses a text with too many features for all coalitions.</summary>
    /// <param name="features">Number of features m.</param>
    /// <param name="owner">Id of the explainer.</param>
    /// <exception cref="BenchException">There are too many.</exception>
    public static void RequireEnumerable(int features, string owner)
    {
        if (features > ExactFeatures)
        {
            throw new BenchException(
                $"{features} features have 2^{features} coalitions, too many to ask for all of them",
                owner,
                $"Allowed: 1 to {ExactFeatures} features. Take features=words, a shorter text, or an estimator such as kernel-shap");
        }
    }

    /// <summary>Refuses a budget with which a regression over pairs of coalitions is not determined.</summary>
    /// <param name="budget">Budget given.</param>
    /// <param name="features">Number of features m.</param>
    /// <param name="owner">Id of the explainer.</param>
    /// <exception cref="BenchException">It is too small.</exception>
    public static void RequireRegressionBudget(int budget, int features, string owner) =>
        RequireBudget(budget, features == 1 ? 2 : (2 * features) + 2, features, owner);

    /// <summary>Refuses a budget with which nothing can be said.</summary>
    /// <param name="budget">Budget given.</param>
    /// <param name="least">Least budget for this text.</param>
    /// <param name="features">Number of features m.</param>
    /// <param name="owner">Id of the explainer.</param>
    /// <exception cref="BenchException">It is too small.</exception>
    public static void RequireBudget(int budget, int least, int features, string owner)
    {
        if (budget < least)
        {
            throw new BenchException(
                $"A budget of {budget} rows is too small for {features} features", $"{owner}:budget",
                $"Allowed for this text: {least} or more");
        }
    }
}
