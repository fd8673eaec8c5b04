using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>How likely a text goes on in a given way of several tokens.</summary>
public sealed class ContinuationTask : ClassTask
{
    private const string All = "all";

    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "continuation",
        Summary = "How likely a text goes on in a given way; --against names another way",
        TargetNames = "the continuation, with the space before its first word",
        Fits = model => !model.Continuations.IsEmpty,
        IsMeant = (model, _) => !model.Continuations.IsEmpty,
        Needs = "a ...ForCausalLM or ...LMHeadModel model and a --target of several tokens",
    };

    /// <summary>
    /// A language model made ready for the targets that are named: where one is no single token, a model of the continuations named.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="text">The text that goes on.</param>
    /// <param name="names">The targets.</param>
    /// <param name="isAsked">Whether this task was named, so that single tokens are continuations too.</param>
    /// <returns>The same model where it predicts no tokens, or single ones are meant.</returns>
    /// <exception cref="BenchException">A continuation does not fit the text or the vocabulary.</exception>
    public static IModel ModelFor(IModel model, ITokenizer tokenizer, string text, TargetNames names, bool isAsked = false)
    {
        (string Name, string Where)[] given = names.Against is { } against
            ? [(names.Target!, "--target"), (against, "--against")]
            : [(names.Target!, "--target")];
        if (!model.Info.PredictsNextToken || names.Target is null or All)
        {
            return model;
        }

        int[] tokens = [.. given.Select(name => ModelLabels.IndexOf(model.Info.Labels, name.Name))];
        return !isAsked && tokens.All(token => token >= 0)
            ? model
            : new ContinuationModel(model, [.. given.Select((name, i) => tokens[i] >= 0
                ? new Continuation(name.Name, [tokens[i]])
                : Continuation.After(tokenizer, text, name.Name, name.Where))]);
    }
}
