using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="InputReductionExplainer"/>.</summary>
public sealed record InputReductionOptions
{
    /// <summary>Width of the beam.</summary>
    [Description("Reductions followed at once, and tokens tried from each; AllenNLP has 3")]
    [Range(1, 100)]
    public int Beam { get; init; } = 3;
}

/// <summary>
/// Input reduction (Feng et al. 2018): units of the text, tokens by default, with the smallest gradient are deleted one after another as
/// long as the target stays predicted, along a beam. What is left scores 1; the r-th deleted of m scores (r − 1) / m; of equally short
/// reductions the most confident wins. The paper reduces for the prediction only. Where the target is not predicted, what is kept is that
/// it is not, and scores are negative: what is left speaks against the target.
/// </summary>
/// <param name="options">The beam.</param>
public sealed class InputReductionExplainer(InputReductionOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "input-reduction",
        Name = "Input reduction",
        Family = "search",
        Needs = Ask.Gradient,
        CostFormula = "at most beam × m forward and backward, beam^2 × m forward",
        Citation = "Feng et al. 2018, Pathologies of Neural Models Make Interpretations Difficult (input reduction with beam search)",
        Summary =
            "Deletes the tokens of smallest gradient while the decision about the target stays: what is left scores highest; negative "
                + "where the target is not predicted",
        UndefinedFor = SearchTarget.UndefinedFor,
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        SearchTarget.RequireClasses(request, Descriptor.Id);
        IModel model = request.Model;
        Tensor logits = model.Predict([request.Input.Row], cancellationToken)[0];
        bool predicted = Decision.Holds(model.Info, logits, request.Target);
        bool[] everything = new bool[request.Input.Tokens.Length];
        Array.Fill(everything, true);
        List<Reduction> beam =
            [new Reduction(everything, [], Confidence(model, logits, request.Target, predicted))];
        Reduction best = beam[0];
        int m = request.Input.Units.Length;
        while (beam.Count > 0 && best.Removed.Length + 1 < m)
        {
            beam = Shorten(request, model, predicted, beam, cancellationToken);
            best = beam.Count > 0 ? beam[0] : best;
        }

        double[] scores = new double[m];
        for (int unit = 0; unit < m; unit++)
        {
            int order = Array.IndexOf(best.Removed, unit);
            scores[unit] = (predicted ? 1 : -1) * (order < 0 ? 1 : (double)order / m);
        }

        return Scores.Attribution(
            FeatureSet.Of(request.Input, FeatureUnit.Tokens),
            scores,
            request,
            ("tokens-kept", m - best.Removed.Length),
            ("reduced-probability", best.Confidence));
    }

    /// <summary>The reductions by one more unit that keep the decision, most confident first.</summary>
    private List<Reduction> Shorten(
        ExplanationRequest request, IModel model, bool predicted, List<Reduction> beam, CancellationToken cancellationToken)
    {
        IReadOnlyList<Answer> gradients = model.GradientSums(
            [.. beam.Select(one => Query.Of(
                model.Info, request.Keep(one.Kept, Removal.Delete), Ask.GradientSums, request.Target, Quantity.Logit))],
            cancellationToken);
        var candidates = new Dictionary<string, (bool[] Kept, int[] Removed)>(StringComparer.Ordinal);
        for (int k = 0; k < beam.Count; k++)
        {
            foreach (int unit in Weakest(request.Input, beam[k].Kept, gradients[k].GradientSums!.Squared.Span))
            {
                bool[] kept = (bool[])beam[k].Kept.Clone();
                foreach (int position in request.Input.Units[unit].Positions)
                {
                    kept[position] = false;
                }

                candidates.TryAdd(CoalitionGame.Key(kept), (kept, [.. beam[k].Removed, unit]));
            }
        }

        (bool[] Kept, int[] Removed)[] tried = [.. candidates.Values];
        IReadOnlyList<Tensor> answers = model.Predict([.. tried.Select(one => request.Keep(one.Kept, Removal.Delete))], cancellationToken);

        // A stable sort: equal confidences stay in the order of their gradients.
        return [.. tried
            .Zip(answers)
            .Where(pair => Decision.Holds(model.Info, pair.Second, request.Target) == predicted)
            .Select(pair => new Reduction(
                pair.First.Kept, pair.First.Removed, Confidence(model, pair.Second, request.Target, predicted)))
            .OrderByDescending(reduction => reduction.Confidence)
            .Take(options.Beam)];
    }

    private static double Confidence(IModel model, Tensor logits, Target target, bool predicted)
    {
        double probability = Outputs.Value(model.Info, logits, target, Quantity.Probability);
        return predicted ? probability : 1 - probability;
    }

    private IEnumerable<int> Weakest(TokenizedText input, bool[] kept, ReadOnlySpan<double> left)
    {
        // The squares are of the tokens that are left; a unit's norm is over all of its.
        double[] squares = new double[kept.Length];
        int at = 0;
        for (int position = 0; position < kept.Length; position++)
        {
            if (kept[position])
            {
                squares[position] = left[at++];
            }
        }

        return Enumerable.Range(0, input.Units.Length)
            .Where(unit => kept[input.Units[unit].Positions[0]])
            .Select(unit => (Unit: unit, Norm: input.Units[unit].Positions.Sum(position => squares[position])))
            .OrderBy(pair => pair.Norm).Take(options.Beam).Select(pair => pair.Unit);
    }

    private sealed record Reduction(bool[] Kept, int[] Removed, double Confidence);
}
