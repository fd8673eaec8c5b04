using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Expected Gradients (Erion et al. 2021, equation 5), which SHAP calls GradientSHAP when noise is added to the input: the mean of
/// (input − reference) × gradient at a uniform point between them, over random references. Standard errors are those of the mean; the
/// completeness gap is measured against the mean value of the references drawn.
/// </summary>
public sealed class ExpectedGradientsExplainer : IExplainer
{
    private readonly ExpectedGradientsOptions _options;
    private readonly ImmutableArray<string> _texts;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Samples, references and noise.</param>
    /// <exception cref="BenchException">Texts are given without being used, or the other way round.</exception>
    public ExpectedGradientsExplainer(ExpectedGradientsOptions options)
    {
        _texts = [.. options.Texts.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if ((options.References == ReferenceKind.Texts) == _texts.IsEmpty)
        {
            throw new BenchException(
                _texts.IsEmpty ? "references=texts needs texts" : "Reference texts are given, but references are others",
                $"{Descriptor.Id}:texts",
                _texts.IsEmpty ? "Add texts=\"a text|another\"" : "Add references=texts or leave the texts out");
        }

        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "expected-gradients",
        Name = "Expected Gradients (GradientSHAP)",
        Family = "gradient",
        Needs = ModelNeeds.Gradient,
        CostFormula = "samples forward and backward, samples + 1 forward",
        Citation = "Erion et al. 2021, Improving Performance of Deep Learning Models with Axiomatic Attribution Priors and Expected Gradients, equation 5",
        Summary = "Integrated Gradients averaged over random references, with standard errors",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IGradientModel model = request.Model.Require<IGradientModel>();
        var random = new DeterministicRandom(request.Seed);
        var references = new ReferenceSet(request, model, _options.References, _texts);
        float[] input = model.WordEmbeddings(request.Input.Row.TokenIds.Span).Span.ToArray();
        StraightPath[] paths = new StraightPath[_options.Samples];
        GradientQuery[] queries = new GradientQuery[_options.Samples];
        for (int k = 0; k < paths.Length; k++)
        {
            paths[k] = new StraightPath(model, request, references.Draw(random), Noisy(input, random));
            queries[k] = new GradientQuery(paths[k].RowAt(random.NextDouble()), request.Target, request.Quantity);
        }

        int tokens = request.Input.Tokens.Length;
        var moments = new RunningMoments(tokens);
        double[] map = new double[input.Length];
        GradientBatches.ForEach(model, queries, input.Length, cancellationToken, (k, answer) =>
        {
            ReadOnlySpan<float> gradient = answer.Gradient.Span;
            for (int i = 0; i < map.Length; i++)
            {
                map[i] = gradient[i];
            }

            moments.Add(PathScores.PerToken(map, paths[k].Direction, tokens).AsSpan());
        });

        InputRow[] ends = [request.Input.Row, .. paths.Select(path => path.RowAt(0))];
        double[] values = model.Values(ends, request.Target, request.Quantity, cancellationToken);
        double reference = values.Skip(1).Average();
        return Scores.Attribution(
            [.. moments.Mean],
            request,
            (DiagnosticNames.CompletenessGap, moments.Mean.Sum() - (values[0] - reference)),
            (DiagnosticNames.InputValue, values[0]),
            (DiagnosticNames.BaselineValue, reference),
            (DiagnosticNames.DegreesOfFreedom, moments.DegreesOfFreedom)) with
        {
            StandardErrors = [.. moments.StandardError()],
        };
    }

    private float[] Noisy(float[] input, DeterministicRandom random) => _options.Noise == 0
        ? input
        : Array.ConvertAll(input, value => (float)(value + (_options.Noise * random.NextGaussian())));
}
