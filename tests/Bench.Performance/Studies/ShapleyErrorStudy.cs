using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Performance;

/// <summary>
/// The error of Shapley estimators against exact Shapley values at equal budgets of model rows, on texts short enough to enumerate. Every
/// coalition of a text is computed once, for the exact values, and remembered: the estimators' rows then cost nothing.
/// </summary>
/// <param name="explainers">Where exact-shapley and the estimators are found.</param>
/// <param name="seeds">How often each estimate is repeated on a text.</param>
internal sealed class ShapleyErrorStudy(Catalog<ExplainerDescriptor, IExplainer> explainers, int seeds)
{
    /// <summary>Fewest and most features of the texts used; more cannot be enumerated.</summary>
    public const int FewestFeatures = 10, MostFeatures = 14;

    private const ulong Seed = 42;

    /// <summary>The estimators compared.</summary>
    public static ImmutableArray<string> Estimators { get; } =
        ["kernel-shap", "unbiased-kernel-shap", "leverage-shap", "shapley-sampling", "partition-shap"];

    /// <summary>The budgets, in model rows.</summary>
    public static ImmutableArray<int> Budgets { get; } = [50, 200, 1000];

    /// <summary>Measures the errors for the probability of the predicted class.</summary>
    /// <param name="model">The model.</param>
    /// <param name="instances">Texts; those with too few or too many features are passed over.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Stops the study; nothing is kept.</param>
    /// <exception cref="BenchException">No text has a fitting number of features.</exception>
    public ShapleyErrors Run(
        LoadedModel model, IEnumerable<Instance> instances, IRunProgress progress, CancellationToken cancellationToken = default)
    {
        TokenizedText[] texts = [.. instances
            .Select(instance => model.Tokenizer.Tokenize(instance.Text, instance.TextPair))
            .Where(input => input.FeaturePositions.Length is >= FewestFeatures and <= MostFeatures)];
        if (texts.Length == 0)
        {
            throw new BenchException(
                $"No text has {FewestFeatures} to {MostFeatures} tokens", model.Model.Info.Name, "Choose another suite");
        }

        Configured<ExplainerDescriptor, IExplainer> exact = Make("exact-shapley");
        (string Estimator, int Budget, Configured<ExplainerDescriptor, IExplainer> Explainer)[] cells =
            [.. Estimators.SelectMany(id => Budgets.Select(budget => (id, budget, Make($"{id}:budget={budget}"))))];
        double[][] errors = [.. cells.Select(_ => new double[texts.Length])];
        double[][] rows = [.. cells.Select(_ => new double[texts.Length])];
        progress.Started(texts.Length, 0);
        for (int text = 0; text < texts.Length; text++)
        {
            ExplanationRequest request = Request(model, texts[text], text, cancellationToken);
            double[] expected = Explaining.Explain(exact, request, cancellationToken).FeatureScores();
            for (int cell = 0; cell < cells.Length; cell++)
            {
                for (int repetition = 0; repetition < seeds; repetition++)
                {
                    Explanation estimate = Explaining.Explain(
                        cells[cell].Explainer,
                        request with { Seed = DeterministicRandom.Derive(request.Seed, $"repetition {repetition}") },
                        cancellationToken);
                    errors[cell][text] += RelativeError(expected, estimate.FeatureScores()) / seeds;
                    rows[cell][text] += (double)estimate.Cost.RowsForward / seeds;
                }
            }

            progress.Advanced(text + 1);
        }

        return new ShapleyErrors(model.Model.Info.Name, texts.Length, seeds,
            [.. cells.Select((cell, i) =>
                new ShapleyErrorCell(cell.Estimator, cell.Budget, MeanInference.Estimate(errors[i]), rows[i].Average()))]);
    }

    /// <summary>‖found − expected‖₂ / ‖expected‖₂.</summary>
    /// <param name="expected">Exact values, not all 0.</param>
    /// <param name="found">As many estimates.</param>
    public static double RelativeError(double[] expected, double[] found) => Math.Sqrt(
        expected.Zip(found).Sum(pair => Math.Pow(pair.Second - pair.First, 2)) / expected.Sum(value => value * value));

    private Configured<ExplainerDescriptor, IExplainer> Make(string spec) => explainers.Configure(ComponentSpec.Parse(spec));

    private static ExplanationRequest Request(LoadedModel model, TokenizedText input, int index, CancellationToken cancellationToken)
    {
        var store = new RememberingModel(model.Model, new CostMeter());
        return new ExplanationRequest
        {
            Model = store,
            Tokenizer = model.Tokenizer,
            Input = input,
            Target = new Target(Outputs.ArgMax(store.Predict([input.Row], cancellationToken)[0].Span)),
            Quantity = Quantity.Probability,
            Seed = DeterministicRandom.Derive(Seed, $"text {index}"),
        };
    }
}
