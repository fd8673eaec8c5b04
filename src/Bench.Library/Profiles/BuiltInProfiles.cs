using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Explainers;
using Bench.Metrics;
using Bench.Tasks;

namespace Bench.Library;

/// <summary>The option profiles: Bench's own defaults, and those under which other tools' users get their numbers.</summary>
internal static class BuiltInProfiles
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<OptionProfile> All { get; } =
    [
        OptionProfile.None,
        new("ferret", [.. FerretExplainers.Specs, .. FerretMetrics.Specs]),
        new("transformers-interpret", TransformersInterpretExplainers.Specs)
        {
            RulesOf = TransformersInterpretRules,
            Wrap = explainer => new NormalizedExplainer(explainer),
        },
    ];

    // It explains probabilities by word embeddings, but answers of questions by logits and whole embeddings, and pictures by logits; it
    // cleans no pairs and no questions.
    private static ProfileRules TransformersInterpretRules(string task) => task == ImageTask.Descriptor.Id
        ? new ProfileRules { Quantity = Quantity.Logit, Explainers = [TransformersInterpretExplainers.OfPictures] }
        : task == QuestionTask.Descriptor.Id
        ? new ProfileRules { Quantity = Quantity.Logit, Explainers = [LayerIntegratedGradientsExplainer.Descriptor.Id] }
        : new ProfileRules
        {
            Quantity = task == RegressionTask.Descriptor.Id ? Quantity.Logit : Quantity.Probability,
            Explainers = [IntegratedGradientsExplainer.Descriptor.Id],
            Tokenizer = tokenizer => task == PairTask.Descriptor.Id || task == NextTokenTask.Descriptor.Id
                ? tokenizer
                : new SpacedTokenizer(tokenizer, isPairCleaned: task == ZeroShotTask.Descriptor.Id),
        };
}
