namespace Bench.Abstractions;

/// <summary>
/// A model whose outputs are read otherwise than its files say, since a task asks for it: as labels of which several may hold, or one.
/// </summary>
public sealed class ActivatedModel : ModelDecorator, IDisposable
{
    private readonly OutputActivation _activation;
    private ModelInfo? _info;

    private ActivatedModel(IModel inner, OutputActivation activation)
        : base(inner) => _activation = activation;

    /// <inheritdoc/>
    public override ModelInfo Info => _info ??= Inner.Info with { Activation = _activation };

    /// <summary>A model as a task reads it: itself where the task leaves that to the model, or reads it as the model does.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    public static IModel For(IModel model, TaskDescriptor task) =>
        task.Activation is { } activation && activation != model.Info.Activation && task.Fits(model.Info)
            ? new ActivatedModel(model, activation)
            : model;

    /// <inheritdoc/>
    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        Inner.Answer(queries, cancellationToken);

    /// <inheritdoc/>
    public override IModel Randomized(int first, int count, ulong seed)
    {
        var twin = (ActivatedModel)base.Randomized(first, count, seed);
        twin._info = null;
        return twin;
    }

    /// <inheritdoc/>
    public void Dispose() => (Inner as IDisposable)?.Dispose();
}
