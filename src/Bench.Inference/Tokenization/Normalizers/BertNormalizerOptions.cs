namespace Bench.Inference;

/// <summary>What BERT's normalizer does, in this order.</summary>
/// <param name="CleanText">Remove control characters and make all white space spaces.</param>
/// <param name="SplitChinese">Put spaces around Chinese characters.</param>
/// <param name="StripAccents">Decompose and remove accents; <see langword="null"/> where it goes with <paramref name="LowerCase"/>.</param>
/// <param name="LowerCase">Make all letters lower case.</param>
internal sealed record BertNormalizerOptions(bool CleanText, bool SplitChinese, bool? StripAccents, bool LowerCase)
{
    /// <summary>The normalizer with these options.</summary>
    public INormalizer Build()
    {
        var steps = new List<INormalizer>();
        if (CleanText)
        {
            steps.Add(new CleanTextNormalizer());
        }

        if (SplitChinese)
        {
            steps.Add(new ChineseCharacterNormalizer());
        }

        if (StripAccents ?? LowerCase)
        {
            steps.Add(new UnicodeNormalizer(compatibility: false, compose: false));
            steps.Add(new StripMarksNormalizer(onlyNonspacing: true));
        }

        if (LowerCase)
        {
            steps.Add(new LowerCaseNormalizer());
        }

        return new SequenceNormalizer([.. steps]);
    }
}
