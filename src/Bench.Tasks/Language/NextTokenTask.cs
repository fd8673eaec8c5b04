using System.Globalization;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>The token that a language model would write after a text.</summary>
public sealed class NextTokenTask : ClassTask
{
    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "next-token",
        Summary = "The token that follows a text",
        TargetNames = "a piece of the vocabulary, or its id, and digits are an id; without: the likeliest token",
        Fits = model => model.PredictsNextToken,
        IsMeant = (model, _) => model.PredictsNextToken,
        Needs = "a ...ForCausalLM or ...LMHeadModel model",
    };

    /// <inheritdoc/>
    /// <remarks>Digits are pieces too; whoever means those gives their id.</remarks>
    protected override int Find(ModelInfo model, string name, string where) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id < model.Labels.Count
            ? id
            : base.Find(model, name, where);
}
