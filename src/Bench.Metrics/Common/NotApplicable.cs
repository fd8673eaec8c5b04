using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The reasons for which metrics decline to give a number, worded once so that tables can count them.</summary>
internal static class NotApplicable
{
    public static readonly MetricScore NotFinite = MetricScore.NotApplicable("a score is not a finite number");

    public static readonly MetricScore NoFeatures = MetricScore.NotApplicable("the text has no token that could be removed");

    public static readonly MetricScore OneFeature = MetricScore.NotApplicable("the text has fewer than 2 tokens to rank");

    public static readonly MetricScore ConstantScores = MetricScore.NotApplicable(MetricScore.ConstantReason);

    public static readonly MetricScore ConstantReference =
        MetricScore.NotApplicable("the model reacts to every token alike, so there is no order to compare with");

    public static readonly MetricScore NoRelevance = MetricScore.NotApplicable("no score counts as relevance");

    public static readonly MetricScore NoRoom =
        MetricScore.NotApplicable("the probability without any token is not below that of the text, so there is nothing to normalise by");

    public static readonly MetricScore NoDecision = MetricScore.NotApplicable("a regression makes no decision that could flip");

    public static readonly MetricScore ConstantEffects =
        MetricScore.NotApplicable("all sets of tokens promise or do the same, so there is nothing to correlate");

    public static readonly MetricScore UnknownTruth = MetricScore.NotApplicable("the right attribution of this model is not known");

    public static readonly MetricScore SegmentsOfText =
        MetricScore.NotApplicable("the segments explained are of the text, and its edits have none");

    public static readonly MetricScore TruthOfTokens =
        MetricScore.NotApplicable("the right attribution is known of tokens, not of units of several");

    public static readonly MetricScore NoEmbeddings = MetricScore.NotApplicable("the model does not take embeddings");

    public static readonly MetricScore NoExplainer = MetricScore.NotApplicable("the scores were given, so nothing can be explained again");

    public static readonly MetricScore OneOutput = MetricScore.NotApplicable("the model has one output only");

    public static readonly MetricScore NoOtherClass = MetricScore.NotApplicable("an answer has no other class");

    public static readonly MetricScore ClassMoves = MetricScore.NotApplicable("every nudge changes the prediction; use a smaller radius");

    public static readonly MetricScore NotRandomizable =
        MetricScore.NotApplicable("the parameters of this model cannot be drawn anew");

    public static readonly MetricScore NothingToCompare =
        MetricScore.NotApplicable("the scores of all randomised models are equal, so there is no order to compare with");

    public static readonly MetricScore NoComplexity = MetricScore.NotApplicable("the explanation has no complexity to rise from");

    public static readonly MetricScore NoEdits = MetricScore.NotApplicable("the instance has no edited texts");

    public static readonly MetricScore NoFlip = MetricScore.NotApplicable("no edit of a word of the text changes the prediction");

    public static readonly MetricScore OneAnnotator = MetricScore.NotApplicable("fewer than two annotators marked the text");

    public static readonly MetricScore NoEnergy =
        MetricScore.NotApplicable("only the logits of a choice between classes have an energy to tell inputs by");

    public static readonly MetricScore EditsMove = MetricScore.NotApplicable("every edit changes the prediction");

    public static readonly MetricScore NothingAligned =
        MetricScore.NotApplicable("no edit shares two words with the text whose scores could be compared");

    public static readonly MetricScore NoFlops = MetricScore.NotApplicable("the core does not count operations");

    public static readonly MetricScore NoRationale = MetricScore.NotApplicable("the instance has no rationale");

    public static readonly MetricScore EmptyRationale = MetricScore.NotApplicable("the rationale touches no token");

    public static readonly MetricScore FullRationale =
        MetricScore.NotApplicable("the rationale touches every token alike, so any ranking would do");

    public static readonly MetricScore MovingTarget =
        MetricScore.NotApplicable("deleting tokens moves the token whose output is explained; use removal=mask");
}
