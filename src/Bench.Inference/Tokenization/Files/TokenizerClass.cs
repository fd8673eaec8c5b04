using System.Collections.Frozen;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Finds out which class of transformers would read a folder: <c>tokenizer_class</c> of <c>tokenizer_config.json</c>, else of
/// <c>config.json</c>, else what the model type implies. A class decides what the same files mean, so one that is not known is refused.
/// </summary>
internal static class TokenizerClass
{
    private static readonly FrozenDictionary<string, TokenizerFamily> _families = new Dictionary<string, TokenizerFamily>
    {
        ["Bert"] = TokenizerFamily.Bert,
        ["DistilBert"] = TokenizerFamily.Bert,
        ["Electra"] = TokenizerFamily.Bert,
        ["MobileBert"] = TokenizerFamily.Bert,
        ["ConvBert"] = TokenizerFamily.Bert,
        ["SqueezeBert"] = TokenizerFamily.Bert,
        ["RetriBert"] = TokenizerFamily.Bert,
        ["LayoutLM"] = TokenizerFamily.Bert,
        ["Lxmert"] = TokenizerFamily.Bert,
        ["MPNet"] = TokenizerFamily.MPNet,
        ["Roberta"] = TokenizerFamily.Roberta,
        ["Longformer"] = TokenizerFamily.Roberta,
        ["Bart"] = TokenizerFamily.Roberta,
        ["LED"] = TokenizerFamily.Roberta,
        ["Mvp"] = TokenizerFamily.Roberta,
        ["Deberta"] = TokenizerFamily.Deberta,
        ["GPT2"] = TokenizerFamily.Gpt2,
        ["Herbert"] = TokenizerFamily.Herbert,
        ["Albert"] = TokenizerFamily.Albert,
        ["T5"] = TokenizerFamily.T5,
        ["XLMRoberta"] = TokenizerFamily.XlmRoberta,
        ["Camembert"] = TokenizerFamily.Camembert,
        ["DebertaV2"] = TokenizerFamily.DebertaV2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What their own files mean is not implemented; tokenizer.json says it all.
    private static readonly FrozenSet<string> _jsonOnly = FrozenSet.ToFrozenSet(
        [
            "PreTrained", "TokenizersBackend", "Qwen2", "Qwen3", "Llama", "CodeLlama", "Gemma", "GPTNeoX", "CodeGen", "Cohere", "Bloom",
            "Barthez", "BigBird",
            "Blenderbot", "CLIP", "Funnel", "MBart", "MBart50", "Nllb", "OpenAIGPT", "Pegasus", "Reformer", "RemBert", "Seamless",
            "Splinter",
            "XGLM", "XLNet",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> _modelTypes = new Dictionary<string, string>
    {
        ["bert"] = "Bert",
        ["distilbert"] = "DistilBert",
        ["electra"] = "Electra",
        ["mpnet"] = "MPNet",
        ["roberta"] = "Roberta",
        ["bart"] = "Bart",
        ["deberta"] = "Deberta",
        ["gpt2"] = "GPT2",
        ["albert"] = "Albert",
        ["t5"] = "T5",
        ["xlm-roberta"] = "XLMRoberta",
        ["camembert"] = "Camembert",
        ["deberta-v2"] = "DebertaV2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The family; <see langword="null"/> where no class is stated or it reads <c>tokenizer.json</c> only.</summary>
    /// <param name="config">What the folder's configuration files say.</param>
    /// <param name="hasJson">Whether the folder has a <c>tokenizer.json</c>.</param>
    /// <exception cref="BenchException">The class is a custom one, or not known.</exception>
    public static TokenizerFamily? Of(TokenizerConfig config, bool hasJson)
    {
        JsonPlace stated = config.Class;
        if (config.CustomClass is { IsNull: false } custom)
        {
            throw Refused(
                stated.IsNull ? "of its own" : stated.Text(), "comes with its own code (auto_map), which is not run", custom.Where);
        }

        if (stated.IsNull)
        {
            return _modelTypes.TryGetValue(config.ModelType ?? "", out string? implied) ? _families[implied] : null;
        }

        string name = stated.Text();
        string stem = WithoutEnd(WithoutEnd(name, "Fast"), "Tokenizer");
        if (_families.TryGetValue(stem, out TokenizerFamily family))
        {
            return family;
        }

        return !_jsonOnly.Contains(stem) ? throw Refused(name, "is not known", stated.Where)
            : hasJson ? null
            : throw Refused(name, "is read from tokenizer.json only, and there is none", stated.Where);
    }

    private static string WithoutEnd(string text, string end) => text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;

    private static BenchException Refused(string name, string why, string where) => new(
        $"The tokenizer class {name} {why}; known with their own files: {string.Join(", ", _families.Keys.Order(StringComparer.Ordinal))}",
        where,
        "Use a model whose tokenizer has one of these classes, or save its tokenizer as a tokenizer.json that says everything, with the "
            + "class PreTrainedTokenizerFast");
}
