namespace Bench.Inference;

/// <summary>
/// The random twins of one model and the mixtures made of the model and them. All mixtures of a seed share one twin, so that a whole
/// cascade takes the memory of two models. Safe for concurrent calls.
/// </summary>
/// <typeparam name="TParts">A core's own form of a model's weights.</typeparam>
/// <typeparam name="TModel">A core's model.</typeparam>
/// <param name="weights">The model's weights.</param>
/// <param name="prepare">Brings a twin's weights into the core's own form.</param>
/// <param name="mix">
/// Makes a model of mixed weights, a twin's prepared parts, the first and number of the parts that are the twin's, and what
/// <see cref="Abstractions.ModelInfo.Randomized"/> says of it.
/// </param>
public sealed class RandomTwins<TParts, TModel>(
    EncoderWeights weights, Func<EncoderWeights, TParts> prepare, Func<EncoderWeights, TParts, int, int, string, TModel> mix) : IDisposable
    where TParts : IDisposable
    where TModel : class, IDisposable
{
    // More seeds than this at a time would multiply the memory; the one used longest ago makes room.
    private const int MostTwins = 2;

    private readonly Lock _gate = new();
    private readonly List<Twin> _twins = [];

    /// <summary>Number of parts that can be drawn anew one by one: the embeddings, the distinct layers, the head.</summary>
    public int Parts { get; } = RandomTwin.Parts(weights);

    /// <summary>The model with some parts drawn anew; the same one for the same arguments, as long as its twin is kept.</summary>
    /// <param name="first">The first part: 0 for the embeddings, then the distinct layers, then the head.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="seed">Which draw.</param>
    /// <returns><see langword="null"/> where nothing is drawn: the model as it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The parts do not exist.</exception>
    public TModel? Of(int first, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Parts);
        if (count == 0)
        {
            return null;
        }

        lock (_gate)
        {
            Twin twin = TwinOf(seed);
            if (!twin.Models.TryGetValue((first, count), out TModel? model))
            {
                model = mix(RandomTwin.Mix(weights, twin.Weights, first, count), twin.Parts, first, count,
                    FormattableString.Invariant($"{count} layers from {first} on by seed {seed}"));
                twin.Models.Add((first, count), model);
            }

            return model;
        }
    }

    /// <summary>Ends all mixtures and frees their twins.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Twin twin in _twins)
            {
                foreach (TModel model in twin.Models.Values)
                {
                    model.Dispose();
                }

                twin.Parts.Dispose();
            }

            _twins.Clear();
        }
    }

    private Twin TwinOf(ulong seed)
    {
        int known = _twins.FindIndex(twin => twin.Seed == seed);
        Twin used;
        if (known >= 0)
        {
            used = _twins[known];
            _twins.RemoveAt(known);
        }
        else
        {
            EncoderWeights drawn = RandomTwin.Draw(weights, seed);
            used = new Twin(seed, drawn, prepare(drawn), []);
            if (_twins.Count == MostTwins)
            {
                // Not disposed: a call may still be using it. The finalizers of its memory run when the last has let go.
                _twins.RemoveAt(0);
            }
        }

        _twins.Add(used);
        return used;
    }

    private sealed record Twin(ulong Seed, EncoderWeights Weights, TParts Parts, Dictionary<(int First, int Count), TModel> Models);
}
