using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The explained number as a game: the value of a coalition is the model's answer when only its features stay. A coalition that was
/// asked for before within the explanation is not asked again.
/// </summary>
internal sealed class CoalitionGame
{
    private readonly ExplanationRequest _request;
    private readonly FeatureSet _features;
    private readonly Removal _removal;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, double> _known = new(StringComparer.Ordinal);

    /// <summary>Sets up the game; nothing is computed yet.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="features">Its features.</param>
    /// <param name="removal">How absent features are taken away.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">
    /// The target is a token's output, the text is not anchored there, and deletion would move that token.
    /// </exception>
    public CoalitionGame(ExplanationRequest request, FeatureSet features, Removal removal, CancellationToken cancellationToken)
    {
        if (removal == Removal.Delete && !request.Input.IsAnchoredAt(request.Target))
        {
            throw new BenchException(
                "Deleting tokens would move the token whose output is explained", "removal",
                "Anchor the text at the target, or choose mask, pad or attention-mask");
        }

        _request = request;
        _features = features;
        _removal = removal;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The features.</summary>
    public FeatureSet Features => _features;

    /// <summary>Number of features m.</summary>
    public int Count => _features.Count;

    /// <summary>Rows asked of the model so far.</summary>
    public int Rows => _known.Count;

    /// <summary>The game of a method with the shared options.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="options">Features and removal.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static CoalitionGame Of(ExplanationRequest request, PerturbationOptions options, CancellationToken cancellationToken) =>
        new(request, options.FeaturesOf(request.Input), options.Removal, cancellationToken);

    /// <summary>Values of coalitions; those not yet known are asked in one call.</summary>
    /// <param name="coalitions">Any number of coalitions of m flags; repetitions are free.</param>
    /// <exception cref="BenchException">The model answers with a number that is not finite.</exception>
    public double[] Values(IReadOnlyList<bool[]> coalitions)
    {
        string[] keys = [.. coalitions.Select(Key)];
        var asked = new List<string>();
        var rows = new List<InputRow>();
        for (int k = 0; k < keys.Length; k++)
        {
            // NaN marks what is asked in this call, so that a repetition within it is not asked twice.
            if (_known.TryAdd(keys[k], double.NaN))
            {
                asked.Add(keys[k]);
                rows.Add(_features.Keep(coalitions[k], _removal, _request.Tokenizer.Special));
            }
        }

        if (rows.Count > 0)
        {
            double[] values = _request.Values(rows, _cancellationToken);
            for (int k = 0; k < values.Length; k++)
            {
                _known[asked[k]] = double.IsFinite(values[k])
                    ? values[k]
                    : throw new BenchException(
                        $"The model answers {values[k]} to a perturbed input",
                        _request.Model.Info.Name,
                        "Check the model's weights for NaN and infinities");
            }
        }

        return [.. keys.Select(key => _known[key])];
    }

    /// <summary>A coalition as text, for sets and dictionaries.</summary>
    /// <param name="coalition">m flags.</param>
    internal static string Key(bool[] coalition) =>
        string.Create(coalition.Length, coalition, static (span, flags) =>
        {
            for (int i = 0; i < flags.Length; i++)
            {
                span[i] = flags[i] ? '1' : '0';
            }
        });
}
