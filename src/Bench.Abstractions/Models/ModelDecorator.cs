namespace Bench.Abstractions;

/// <summary>
/// A model that changes what is asked of another, or what it answers. It offers what the other does, and its random twins are decorated
/// alike.
/// </summary>
/// <param name="inner">The model asked.</param>
public abstract class ModelDecorator(IModel inner) : IModel
{
    /// <summary>The model asked.</summary>
    protected IModel Inner { get; private set; } = inner;

    /// <inheritdoc/>
    public virtual ModelInfo Info => Inner.Info;

    /// <inheritdoc/>
    public virtual Ask Offers => Inner.Offers;

    /// <inheritdoc/>
    public abstract IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public virtual Tensor Embed(InputRow row) => Inner.Embed(row);

    /// <inheritdoc/>
    public virtual IModel Randomized(int first, int count, ulong seed)
    {
        // A copy keeps whatever the derived class holds; only the model asked is another.
        var twin = (ModelDecorator)MemberwiseClone();
        twin.Inner = Inner.Randomized(first, count, seed);
        return twin;
    }
}
