namespace Bench.Inference;

/// <summary>Hangul syllables decompose by arithmetic (Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTrailing = 0x11A7;
    private const int Leadings = 19;
    private const int Vowels = 21;
    private const int Trailings = 28;
    private const int Syllables = Leadings * Vowels * Trailings;

    /// <summary>Whether a code point is a precomposed syllable.</summary>
    /// <param name="codePoint">Any code point.</param>
    public static bool IsSyllable(int codePoint) => (uint)(codePoint - FirstSyllable) < Syllables;

    /// <summary>The two or three letters of a syllable; the third is 0 where there are two.</summary>
    /// <param name="syllable">A precomposed syllable.</param>
    public static (int Leading, int Vowel, int Trailing) Decompose(int syllable)
    {
        int index = syllable - FirstSyllable;
        int trailing = index % Trailings;
        return (
            FirstLeading + (index / (Vowels * Trailings)),
            FirstVowel + (index % (Vowels * Trailings) / Trailings),
            trailing == 0 ? 0 : BeforeTrailing + trailing);
    }

    /// <summary>Whether a code point is a vowel or a trailing consonant, which compose with what is before them.</summary>
    /// <param name="codePoint">Any code point.</param>
    public static bool IsSecond(int codePoint) =>
        (uint)(codePoint - FirstVowel) < Vowels || (uint)(codePoint - BeforeTrailing) < Trailings;

    /// <summary>The syllable that two neighbours make, or 0.</summary>
    /// <param name="first">A leading consonant, or a syllable without trailing consonant.</param>
    /// <param name="second">A vowel, or a trailing consonant.</param>
    public static int Compose(int first, int second)
    {
        int leading = first - FirstLeading;
        int vowel = second - FirstVowel;
        if ((uint)leading < Leadings && (uint)vowel < Vowels)
        {
            return FirstSyllable + (((leading * Vowels) + vowel) * Trailings);
        }

        int trailing = second - BeforeTrailing;
        return IsSyllable(first) && (first - FirstSyllable) % Trailings == 0 && trailing is > 0 and < Trailings ? first + trailing : 0;
    }
}
