using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Occlusion (Zeiler and Fergus 2014): how much the explained number falls when a window of neighbouring features is taken away; a
/// feature's score is the mean over the windows that cover it. In a pair a window may span the separator, which stays. Of a picture windows
/// are squares of patches or cells, as in the paper.
/// </summary>
public sealed class OcclusionExplainer : IExplainer
{
    private readonly OcclusionOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Window and stride.</param>
    /// <exception cref="BenchException">The stride would leave features uncovered.</exception>
    public OcclusionExplainer(OcclusionOptions options)
    {
        if (options.Stride > options.Window)
        {
            throw new BenchException(
                $"A stride of {options.Stride} skips features between windows of {options.Window}",
                $"{Descriptor.Id}:stride",
                $"Allowed: 1 to {options.Window} (the window)");
        }

        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "occlusion",
        Name = "Occlusion",
        Family = "perturbation",
        CostFormula = "2 + ceil((m - window) / stride) forward",
        Citation = "Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks (occlusion sensitivity)",
        Summary = "Fall of the explained number when a window of neighbouring features is taken away",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => Windows(input, _options.FeaturesOf(input).Count);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, _options, cancellationToken);
        (double[] scores, _, double full) = OcclusionWindows.Effects(game, Windows(request.Input, game.Count));
        return Scores.Attribution(game.Features, scores, request, (DiagnosticNames.InputValue, full));
    }

    private int[][] Windows(TokenizedText input, int features)
    {
        (int Columns, int Rows)? grid = OcclusionWindows.Grid(input);
        int most = grid is var (columns, rows) ? Math.Min(columns, rows) : input.Picture is null ? features : 1;
        if (_options.Window > most)
        {
            string kind = input.Picture is null ? "text" : "picture";
            throw new BenchException(
                $"A window of {_options.Window} is longer than the {kind} of {features} features",
                $"{Descriptor.Id}:window",
                input.Choice.Granularity == Granularity.Superpixel
                    ? "Allowed for superpixels, which lie in no grid: 1"
                    : $"Allowed for this {kind}: 1 to {most}");
        }

        return grid is var (across, down)
            ? OcclusionWindows.OfGrid(across, down, _options.Window, _options.Stride)
            : OcclusionWindows.OfList(features, _options.Window, _options.Stride);
    }
}
