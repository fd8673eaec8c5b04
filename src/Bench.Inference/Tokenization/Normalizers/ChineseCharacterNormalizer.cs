using System.Text;

namespace Bench.Inference;

/// <summary>Puts a space on both sides of every Chinese character, so that each becomes a word.</summary>
internal sealed class ChineseCharacterNormalizer : RuneNormalizer
{
    /// <inheritdoc/>
    protected override void Map(Rune rune, Origin origin, AlignedText result)
    {
        if (!IsChinese(rune.Value))
        {
            result.Append(rune, origin);
            return;
        }

        result.Append(new Rune(' '), origin);
        result.Append(rune, origin);
        result.Append(new Rune(' '), origin);
    }

    // CJK ideographs as BERT defines them. Hugging Face's fast tokenizers begin the sixth range at 2B920 (BERT itself has 2B820);
    // models are used through them, so their tokens are the ones to reproduce.
    private static bool IsChinese(int codePoint) => codePoint
        is (>= 0x4E00 and <= 0x9FFF)
        or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F)
        or (>= 0x2B920 and <= 0x2CEAF)
        or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x2F800 and <= 0x2FA1F);
}
