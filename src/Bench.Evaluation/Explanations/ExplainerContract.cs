using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// An explainer gave what no explainer may give. It is no refusal of a text: the run ends, or a wrong number would stand in it.
/// </summary>
/// <param name="message">What it gave, one sentence without the final full stop.</param>
/// <param name="remedy">What to do about it, one sentence without the final full stop.</param>
public sealed class BrokenContractException(string message, string remedy) : InvalidOperationException($"{message}. {remedy}.");

/// <summary>Holds explainers to their promise: a finite score for every token, and standard errors of them or none.</summary>
internal static class ExplainerContract
{
    /// <summary>Refuses what breaks the promise.</summary>
    /// <param name="explainer">The explainer.</param>
    /// <param name="attribution">What it gave.</param>
    /// <param name="input">The text it explained.</param>
    /// <exception cref="BrokenContractException">The promise is broken.</exception>
    public static void Require(Configured<ExplainerDescriptor, IExplainer> explainer, Attribution attribution, TokenizedText input)
    {
        if (attribution.Scores.Length != input.Tokens.Length || !attribution.Scores.All(double.IsFinite))
        {
            throw new BrokenContractException(
                $"The explainer '{explainer.Name}'{Origin(explainer)} gave {attribution.Scores.Length} scores for {input.Tokens.Length} "
                    + "tokens, "
                + $"{attribution.Scores.Count(score => !double.IsFinite(score))} of them not finite",
                Remedy(explainer));
        }

        ImmutableArray<double> units = attribution.UnitScores;
        if (!units.IsEmpty && (units.Length != input.Units.Length || !units.All(double.IsFinite)))
        {
            throw new BrokenContractException(
                $"The explainer '{explainer.Name}'{Origin(explainer)} gave {units.Length} unit scores for {input.Units.Length} units, "
                + $"{units.Count(score => !double.IsFinite(score))} of them not finite",
                Remedy(explainer));
        }

        ImmutableArray<double> errors = attribution.StandardErrors;
        if (!errors.IsEmpty && (errors.Length != attribution.Scores.Length || !errors.All(error => double.IsFinite(error) && error >= 0)))
        {
            throw new BrokenContractException(
                $"The explainer '{explainer.Name}'{Origin(explainer)} gave {errors.Length} standard errors for "
                    + $"{attribution.Scores.Length} scores, "
                + $"{errors.Count(error => !(double.IsFinite(error) && error >= 0))} of them negative or not finite",
                Remedy(explainer));
        }
    }

    private static string Remedy(Configured<ExplainerDescriptor, IExplainer> explainer) => PluginCode.Of(explainer.Instance) is null
        ? "The model's weights may hold NaN or infinite values; if not, this is a defect of Bench"
        : "Mend the plug-in: one finite score per token, special tokens included";

    private static string Origin(Configured<ExplainerDescriptor, IExplainer> explainer) =>
        PluginCode.Of(explainer.Instance) is { } code ? $" of the plug-in {code.Split(' ')[0]}" : "";
}
