using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Tasks.Tests;

/// <summary>Asks golden models.</summary>
internal static class Ask
{
    public static Catalog<TaskDescriptor, ITask> Catalog { get; } = BuiltInTasks.AddTo(new("task"));

    public static ITask Task(string spec) => Catalog.Configure(ComponentSpec.Parse(spec)).Instance;

    public static TaskContext Context(string model, ITask task, TaskQuestion question)
    {
        using ManagedEncoder encoder = ManagedCore.Load(GoldenTask.Model(model));
        Tokenizer tokenizer = TokenizerFiles.Load(GoldenTask.Model(model), encoder.Info.MaxLength);
        IReadOnlyList<TaskInput> inputs = task.Read(question, tokenizer.Tokenize);
        return new TaskContext(encoder.Info, tokenizer, inputs, encoder.Predict([.. inputs.Select(input => input.Text.Row)]));
    }

    /// <summary>A context of logits given by hand.</summary>
    public static TaskContext Context(ModelInfo model, float[,] logits, TokenizedText text)
    {
        float[] flat = [.. logits.Cast<float>()];
        Shape shape = model.Head == HeadKind.Sequence ? new Shape(flat.Length) : new Shape(logits.GetLength(0), logits.GetLength(1));
        return new TaskContext(model, new ToyTokenizer(), [new TaskInput(null, text)], [new Tensor(flat, shape)]);
    }

    public static ModelInfo Model(HeadKind head, OutputActivation activation, params string[] labels) => new()
    {
        Name = "by-hand",
        Architecture = "ByHand",
        Labels = labels,
        Head = head,
        Activation = activation,
        VocabularySize = 20,
        EmbeddingWidth = 1,
        MaxLength = 20,
        Layers = 1,
        Heads = 1,
    };
}
