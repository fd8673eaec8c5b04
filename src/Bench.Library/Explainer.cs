using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Library;

namespace Bench;

/// <summary>
/// A model opened to be explained: the shortest way from a folder, or a name of the Hugging Face hub, to explanations, their scores and
/// runs of suites. Calls may overlap; each has the defaults of the command line.
/// </summary>
public sealed class Explainer : IDisposable
{
    private readonly Workbench _bench;
    private readonly LoadedModel _loaded;

    private Explainer(Workbench bench, LoadedModel loaded) => (_bench, _loaded) = (bench, loaded);

    /// <summary>What the model says about itself: name, architecture, labels.</summary>
    public ModelInfo Model => _loaded.Model.Info;

    /// <summary>Opens a model.</summary>
    /// <param name="model">
    /// Its folder in Hugging Face's layout, or <c>org/name[@revision]</c> of the hub; in a clone of Bench, or where
    /// <see cref="OpenOptions.Root"/> is one, also the name of a model that ships.
    /// </param>
    /// <param name="options">How to open it.</param>
    /// <param name="progress">Is told how a download goes on.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    /// <exception cref="BenchException">The model is missing or cannot be read; the message says what to do.</exception>
    public static Explainer Open(
        string model, OpenOptions? options = null, IProgress<BenchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        OpenAsync(model, options, progress, cancellationToken).GetAwaiter().GetResult();

    /// <summary>As <see cref="Open"/>.</summary>
    /// <inheritdoc cref="Open"/>
    public static async Task<Explainer> OpenAsync(
        string model, OpenOptions? options = null, IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new OpenOptions();
        AskedCount.Require(options.Threads, RunSettings.MostThreads, nameof(options.Threads));
        Workbench bench = WorkbenchFor.Library(options, progress);
        string folder = await bench.FindModelAsync(model, cancellationToken).ConfigureAwait(false);
        return new Explainer(
            bench, await Task.Run(() => bench.OpenFolder(folder, options.Threads), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Explains a text.</summary>
    /// <param name="text">The text; for question answering the question.</param>
    /// <param name="target">The output explained, by label or index; what is predicted unless given.</param>
    /// <param name="explainers">Explainers with their options, as <c>lime:samples=500</c>; five common ones unless given.</param>
    /// <param name="options">What else may be set.</param>
    /// <param name="progress">Is told after each explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The text, the target or an explainer does not fit the model.</exception>
    public ExplainedText Explain(
        string text, string? target = null, IEnumerable<string>? explainers = null, ExplainOptions? options = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        One(ExplainEach(text, target, explainers, options, progress, cancellationToken), nameof(ExplainEach));

    /// <summary>Explains a text for several targets: every entity, every label of several, or with <c>all</c> every class.</summary>
    /// <returns>One entry per target.</returns>
    /// <inheritdoc cref="Explain"/>
    public IReadOnlyList<ExplainedText> ExplainEach(
        string text, string? target = null, IEnumerable<string>? explainers = null, ExplainOptions? options = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TextCall(_bench, _loaded, options ?? new ExplainOptions()).Explain(
            text, target, explainers, progress, cancellationToken);
    }

    /// <summary>As <see cref="Explain"/>, on another thread.</summary>
    /// <inheritdoc cref="Explain"/>
    public Task<ExplainedText> ExplainAsync(
        string text, string? target = null, IEnumerable<string>? explainers = null, ExplainOptions? options = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Explain(text, target, explainers, options, progress, cancellationToken), cancellationToken);

    /// <summary>Explains a picture, for a model that sees such.</summary>
    /// <param name="file">Path of a PNG, JPEG or WebP file.</param>
    /// <param name="target">The output explained, by label or index; what is predicted unless given.</param>
    /// <param name="explainers">Explainers with their options, as <c>lime:samples=500</c>; five common ones unless given.</param>
    /// <param name="options">What else may be set.</param>
    /// <param name="progress">Is told after each explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The file cannot be read, or the target or an explainer does not fit the model.</exception>
    public ExplainedText ExplainPicture(
        string file, string? target = null, IEnumerable<string>? explainers = null, ExplainOptions? options = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        One(ExplainEachPicture(file, target, explainers, options, progress, cancellationToken), nameof(ExplainEachPicture));

    /// <summary>Explains a picture for several targets: with <c>all</c> every class.</summary>
    /// <returns>One entry per target.</returns>
    /// <inheritdoc cref="ExplainPicture"/>
    public IReadOnlyList<ExplainedText> ExplainEachPicture(
        string file, string? target = null, IEnumerable<string>? explainers = null, ExplainOptions? options = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new TextCall(_bench, _loaded, options ?? new ExplainOptions()).ExplainPicture(
            file, target, explainers, progress, cancellationToken);
    }

    /// <summary>As <see cref="ExplainPicture"/>, on another thread.</summary>
    /// <inheritdoc cref="ExplainPicture"/>
    public Task<ExplainedText> ExplainPictureAsync(
        string file, string? target = null, IEnumerable<string>? explainers = null, ExplainOptions? options = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => ExplainPicture(file, target, explainers, options, progress, cancellationToken), cancellationToken);

    /// <summary>Scores explanations: how far they say what the model does, and how far they agree with what people mark.</summary>
    /// <param name="explained">What <see cref="Explain"/> gave.</param>
    /// <param name="rationale">
    /// Words or phrases of the text that justify the target, each wherever it occurs; without them, plausibility is not scored.
    /// </param>
    /// <param name="metrics">Metrics with their options; six common ones unless given.</param>
    /// <param name="progress">Is told after each explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">A metric is unknown, or the text lacks a phrase.</exception>
    public EvaluatedText Evaluate(
        ExplainedText explained, IEnumerable<string>? rationale = null, IEnumerable<string>? metrics = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(explained);
        return EvaluateMarked(
            explained, rationale is null ? null : MarkedWords.Find(explained.Text, rationale), metrics, progress, cancellationToken);
    }

    /// <summary>Scores explanations against a rationale of characters.</summary>
    /// <param name="explained">What <see cref="Explain"/> gave.</param>
    /// <param name="rationale">The characters that justify the target.</param>
    /// <param name="metrics">Metrics with their options; six common ones unless given.</param>
    /// <param name="progress">Is told after each explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">A metric is unknown.</exception>
    public EvaluatedText Evaluate(
        ExplainedText explained, Rationale rationale, IEnumerable<string>? metrics = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(explained);
        ArgumentNullException.ThrowIfNull(rationale);
        return EvaluateMarked(explained, rationale, metrics, progress, cancellationToken);
    }

    /// <summary>Scores explanations of a picture against a mask: the pixels that people mark.</summary>
    /// <param name="explained">What <see cref="ExplainPicture"/> gave.</param>
    /// <param name="mask">Path of a picture of the same size, which marks the pixels where it is lighter than half.</param>
    /// <param name="metrics">Metrics with their options; six common ones unless given.</param>
    /// <param name="progress">Is told after each explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">
    /// A metric is unknown, no picture was explained, or the mask cannot be read or is of another size than the picture.
    /// </exception>
    public EvaluatedText EvaluatePicture(
        ExplainedText explained, string mask, IEnumerable<string>? metrics = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(explained);
        ArgumentNullException.ThrowIfNull(mask);
        string picture = explained.PictureFile
            ?? throw new BenchException("A text was explained, not a picture", nameof(mask), $"Call {nameof(Evaluate)} with a rationale");
        return new EvaluationCall(_bench, _loaded.Tokenizer).Evaluate(
            explained, null, AskedPicture.ReadMask(_loaded, mask, picture), metrics, progress, cancellationToken);
    }

    /// <summary>As <see cref="EvaluatePicture"/>, on another thread.</summary>
    /// <inheritdoc cref="EvaluatePicture"/>
    public Task<EvaluatedText> EvaluatePictureAsync(
        ExplainedText explained, string mask, IEnumerable<string>? metrics = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => EvaluatePicture(explained, mask, metrics, progress, cancellationToken), cancellationToken);

    /// <summary>As <c>Evaluate</c>, on another thread.</summary>
    /// <inheritdoc
    /// cref="Evaluate(ExplainedText, IEnumerable{string}?, IEnumerable{string}?, IProgress{BenchProgress}?, CancellationToken)"/>
    public Task<EvaluatedText> EvaluateAsync(
        ExplainedText explained, IEnumerable<string>? rationale = null, IEnumerable<string>? metrics = null,
        IProgress<BenchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Evaluate(explained, rationale, metrics, progress, cancellationToken), cancellationToken);

    /// <summary>Runs a suite on this model, or goes on with it, or reads what is finished; its files are those of <c>run</c>.</summary>
    /// <param name="suite">The folder of a <c>suite.yaml</c>, or a name below <c>suites</c>. Its own models do not matter.</param>
    /// <param name="options">What to set otherwise than the suite.</param>
    /// <param name="progress">Is told after each instance.</param>
    /// <param name="cancellationToken">Stops the run; the next call continues it.</param>
    /// <exception cref="BenchException">Suite, data or model cannot be used.</exception>
    public SuiteOutcome RunSuite(
        string suite, SuiteOptions? options = null, IProgress<BenchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return SuiteCall.Run(_bench, _loaded, suite, options ?? new SuiteOptions(), progress, cancellationToken);
    }

    /// <summary>As <see cref="RunSuite"/>, on another thread.</summary>
    /// <inheritdoc cref="RunSuite"/>
    public Task<SuiteOutcome> RunSuiteAsync(
        string suite, SuiteOptions? options = null, IProgress<BenchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => RunSuite(suite, options, progress, cancellationToken), cancellationToken);

    /// <summary>Releases the model.</summary>
    public void Dispose() => _loaded.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"{Model.Name} ({Model.Architecture})";

    private static ExplainedText One(IReadOnlyList<ExplainedText> explained, string other) => explained.Count == 1
        ? explained[0]
        : throw new BenchException(
            $"{explained.Count} targets are meant: {string.Join(", ", explained.Select(one => one.Target))}", "target",
            $"Name one of them, or call {other}");

    private EvaluatedText EvaluateMarked(
        ExplainedText explained, Rationale? rationale, IEnumerable<string>? metrics, IProgress<BenchProgress>? progress,
        CancellationToken cancellationToken) =>
        new EvaluationCall(_bench, _loaded.Tokenizer).Evaluate(explained, rationale, [], metrics, progress, cancellationToken);
}
