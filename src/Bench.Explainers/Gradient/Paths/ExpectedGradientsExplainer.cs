using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Expected Gradients (Erion et al. 2021), which SHAP calls GradientSHAP when noise is added to the input: the mean of
/// (input − reference) × gradient at a uniform point between them, over random references. Standard errors are those of the mean; the
/// completeness gap is measured against the mean value of the references drawn.
/// </summary>
public sealed class ExpectedGradientsExplainer : IExplainer
{
    private const char Separator = '|';
    private readonly ExpectedGradientsOptions _options;
    private readonly References? _references;

    /// <summary>Checks the options and reads the references.</summary>
    /// <param name="options">Samples, references and noise.</param>
    /// <exception cref="BenchException">Texts or a file are given without being used, or the other way round, or the file is malformed.</exception>
    public ExpectedGradientsExplainer(ExpectedGradientsOptions options)
    {
        string where = $"{Descriptor.Id}:texts";
        string[] texts = options.Texts.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if ((options.References == ReferenceKind.Texts) == (texts.Length == 0))
        {
            throw new BenchException(
                texts.Length == 0 ? "references=texts needs texts" : "Reference texts are given, but references are others",
                where,
                texts.Length == 0 ? "Add texts=\"a text|another\"" : "Add references=texts or leave the texts out");
        }

        if ((options.References == ReferenceKind.File) == (options.ReferenceFile is null))
        {
            throw new BenchException(
                options.ReferenceFile is null ? "references=file needs a file" : "A file with references is given, but references are others",
                $"{Descriptor.Id}:reference-file",
                options.ReferenceFile is null ? "Add reference-file=PATH" : "Add references=file or leave the file out");
        }

        _options = options;
        _references = options.References switch
        {
            ReferenceKind.Texts => new References([.. texts.Select(text => new Reference(where, text))]),
            ReferenceKind.File => new References(ReferenceFile.Read(options.ReferenceFile!)),
            _ => null,
        };
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "expected-gradients",
        Name = "Expected Gradients (GradientSHAP)",
        Family = "gradient",
        Needs = ModelNeeds.Gradient,
        CostFormula = "samples forward and backward, samples + 1 forward",
        Citation = "Erion et al. 2021, Improving Performance of Deep Learning Models with Axiomatic Attribution Priors and Expected Gradients",
        Summary = "Integrated Gradients averaged over random references, with standard errors",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => _references?.Ids(model, tokenizer);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IGradientModel model = request.Model.Require<IGradientModel>();
        var random = new DeterministicRandom(request.Seed);
        var references = new ReferenceSet(
            request, model, _options.References, _references?.Ids(model.Info, request.Tokenizer) ?? []);
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
