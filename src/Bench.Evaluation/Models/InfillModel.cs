using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Opens the masked language model of a suite, and refuses what cannot be filled in before anything is computed.</summary>
internal static class InfillModel
{
    private const string Key = "removal";

    private static readonly string _value = OptionsBinder.Key(nameof(Removal.Infill));

    /// <summary>The model with the suite's masked language model, where one of the metrics fills tokens in; otherwise as it is.</summary>
    /// <param name="model">The model explained.</param>
    /// <param name="suite">The suite.</param>
    /// <param name="metrics">Its metrics.</param>
    /// <param name="open">Opens model folders.</param>
    /// <param name="threads">Threads that may compute for all calls together.</param>
    /// <exception cref="BenchException">The suite names none, or one that does not fit the model.</exception>
    public static LoadedModel Attach(
        LoadedModel model, Suite suite, IEnumerable<Configured<MetricDescriptor, IMetric>> metrics, ModelOpener open, int threads)
    {
        if (metrics.FirstOrDefault(metric => metric.Options.GetValueOrDefault(Key) == _value) is not { } asking)
        {
            return model;
        }

        if (suite.Infill is null)
        {
            throw new BenchException(
                $"The metric '{asking.Name}' fills removed tokens in, but the suite names no masked language model",
                suite.File,
                "Add 'infill: DIR', the folder of a …ForMaskedLM model with the vocabulary of the model explained, or choose another "
                    + "removal");
        }

        LoadedModel language = open(suite.Infill, threads);
        try
        {
            Require(model, language);
            return model with { Infill = language };
        }
        catch
        {
            language.Dispose();
            throw;
        }
    }

    /// <summary>Refuses an explainer that is told to fill tokens in, which only metrics do.</summary>
    /// <param name="explainer">The explainer.</param>
    /// <exception cref="BenchException">It is.</exception>
    public static void RequireNone(Configured<ExplainerDescriptor, IExplainer> explainer)
    {
        if (explainer.Options.GetValueOrDefault(Key) == _value)
        {
            throw new BenchException(
                $"The explainer '{explainer.Name}' is to fill removed tokens in, which only metrics can",
                "removal=infill",
                "Name infill under 'removals:', which is about metrics, and give explainers another removal");
        }
    }

    private static void Require(LoadedModel model, LoadedModel language)
    {
        ModelInfo info = language.Model.Info;
        if (info.Head != HeadKind.Token || info.Labels.Count != info.VocabularySize)
        {
            throw Unfit(
                language, $"'{info.Name}' ({info.Architecture}) is no masked language model",
                "Name the folder of a …ForMaskedLM model under 'infill'");
        }

        if (info.MaxLength < model.Model.Info.MaxLength)
        {
            throw Unfit(
                language,
                $"'{info.Name}' takes {info.MaxLength} tokens, and the model explained {model.Model.Info.MaxLength}",
                "Name a masked language model under 'infill' that takes rows as long");
        }

        RequireVocabulary(model, language);
    }

    private static void RequireVocabulary(LoadedModel model, LoadedModel language)
    {
        (ITokenizer own, ITokenizer other) = (model.Tokenizer, language.Tokenizer);
        string? difference = own.VocabularySize == 0 || own.VocabularySize != other.VocabularySize
            ? $"{other.VocabularySize} tokens, not {own.VocabularySize}"
            : own.Special != other.Special ? "other special tokens"
            : Enumerable.Range(0, own.VocabularySize).Where(id => own.Piece(id) != other.Piece(id))
                .Select(id => $"'{other.Piece(id)}' as id {id}, not '{own.Piece(id)}'").FirstOrDefault();
        if (difference is not null)
        {
            throw Unfit(
                language,
                $"The vocabulary of '{language.Model.Info.Name}' is not that of '{model.Model.Info.Name}': it has {difference}",
                "Name a masked language model under 'infill' with the vocabulary of the model explained, such as the one it was "
                    + "fine-tuned from");
        }

        own.Special.RequireMask();
    }

    private static BenchException Unfit(LoadedModel language, string problem, string remedy) => new(problem, language.Folder, remedy);
}
