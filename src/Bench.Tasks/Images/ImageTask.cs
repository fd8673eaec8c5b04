using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>The labels of a picture.</summary>
public sealed class ImageTask : ClassTask
{
    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "image",
        Summary = "The label of a picture",
        TargetNames = "LABEL, its index, or all",
        Fits = model => model is { Picture: not null, Head: HeadKind.Sequence },
        IsMeant = (model, _) => model.Picture is not null,
        Needs = "a ...ForImageClassification model",
    };
}
