using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Expected Gradients (Erion et al. 2021): the mean of (input − reference) × gradient at a uniform point between them, over random
/// references. With Gaussian noise on the input of every sample it is GradientSHAP (Lundberg and Lee 2017, as SHAP and Captum have it).
/// Standard errors are those of the mean; the completeness gap is measured from the input without noise to the mean value of the
/// references drawn.
/// </summary>
public sealed class ExpectedGradientsExplainer : IExplainer
{
    private const char Separator = '|';

    /// <summary>Samples added between two looks at the precision.</summary>
    private const int SamplesPerRound = 16;

    private readonly ExpectedGradientsOptions _options;
    private readonly References? _references;

    /// <summary>Checks the options and reads the references.</summary>
    /// <param name="options">Samples, references and noise.</param>
    /// <exception cref="BenchException">
    /// Texts or a file are given without being used, or the other way round, or the file is malformed.
    /// </exception>
    public ExpectedGradientsExplainer(ExpectedGradientsOptions options)
    {
        string id = options is GradientShapOptions ? GradientShapDescriptor.Id : Descriptor.Id;
        string where = $"{id}:texts";
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
                options.ReferenceFile is null
                    ? "references=file needs a file"
                    : "A file with references is given, but references are others",
                $"{id}:reference-file",
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

    /// <summary>Id and description of Expected Gradients.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "expected-gradients",
        Name = "Expected Gradients",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "at most samples forward and backward, samples + 1 forward",
        Citation =
            "Erion et al. 2021, Improving Performance of Deep Learning Models with Axiomatic Attribution Priors and Expected Gradients",
        Summary = "Integrated Gradients averaged over random references, with standard errors",
        Draws = true,
    };

    /// <summary>Id and description of GradientSHAP.</summary>
    public static ExplainerDescriptor GradientShapDescriptor { get; } = Descriptor with
    {
        Id = "gradient-shap",
        Name = "GradientSHAP",
        Citation =
            "Lundberg and Lee 2017, A Unified Approach to Interpreting Model Predictions (SHAP's GradientExplainer and Captum's "
                + "GradientShap: "
                + "expected gradients with noise on the input)",
        Summary =
            "Gradients at random points between a reference and noisy copies of the input, times their difference, with standard errors",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => _references?.Ids(model, tokenizer);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IModel model = request.Model;
        var random = new DeterministicRandom(request.Seed);
        var references = new ReferenceSet(
            request, _options.References, _references?.Ids(model.Info, request.Tokenizer) ?? []);
        float[] input = model.Embed(request.Input.Row).Span.ToArray();
        double deviation = _options.Noise == 0 ? 0 : _options.Noise * NoiseUnit.Of(_options.Scale, input);
        double atInput = request.Values([request.Input.Row], cancellationToken)[0];
        var moments = new RunningMoments(request.Input.Tokens.Length);
        double[] total = new double[request.Input.Picture is null ? 0 : input.Length];
        double sum = 0;
        do
        {
            int round = _options.Precision > 0 ? Math.Min(SamplesPerRound, _options.Samples - moments.Count) : _options.Samples;
            StraightPath[] paths = new StraightPath[round];
            Query[] queries = new Query[round];
            for (int k = 0; k < round; k++)
            {
                paths[k] = new StraightPath(request, references.Draw(random), Noisy(input, deviation, random));
                queries[k] = paths[k].QueryAt(random.NextDouble());
            }

            Add(moments, total, model, queries, paths, cancellationToken);
            sum += request.Values([.. paths.Select(path => path.RowAt(0))], cancellationToken).Sum();
        }
        while (moments.Count < _options.Samples && RelativeError.Of(moments.Mean, moments.StandardError()) > _options.Precision);

        double reference = sum / moments.Count;
        return Scores.Attribution(
            [.. moments.Mean],
            request,
            (DiagnosticNames.CompletenessGap, moments.Mean.Sum() - (atInput - reference)),
            (DiagnosticNames.InputValue, atInput),
            (DiagnosticNames.BaselineValue, reference),
            (DiagnosticNames.DegreesOfFreedom, moments.DegreesOfFreedom),
            ("samples", moments.Count)) with
        {
            StandardErrors = [.. moments.StandardError()],
            PixelScores = PixelScores.Sum(request.Input, i => total[i] / moments.Count),
        };
    }

    private static void Add(
        RunningMoments moments, double[] total, IModel model, Query[] queries, StraightPath[] paths, CancellationToken cancellationToken)
    {
        GradientBatches.ForEach(model, queries, paths[0].Direction.Length, cancellationToken, (k, answer) =>
        {
            float[] direction = paths[k].Direction;
            GradientSums sums = answer.GradientSums ?? GradientSums.Of(answer.Gradient.Span, direction, moments.Mean.Length);
            moments.Add(sums.Product.Span);
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += (double)answer.Gradient.Span[i] * direction[i];
            }
        });
    }

    private static float[] Noisy(float[] input, double deviation, DeterministicRandom random) => deviation == 0
        ? input
        : Array.ConvertAll(input, value => (float)(value + (deviation * random.NextGaussian())));
}
