using System.Globalization;

namespace Bench.Inference;

/// <summary>
/// Numbers of <c>tokenizer.json</c> as the library that wrote it reads them: serde_json without exact rounding takes the digits for a whole
/// number of 64 bits and then divides by a power of ten, which rounds twice. A sum of scores that is a tie in exact numbers may be none in
/// these, and decides which pieces a word has.
/// </summary>
internal static class ScoreText
{
    private const int LargestPower = 308;

    /// <summary>The number of a text in JSON's form.</summary>
    /// <param name="text">The text, as it stands in the file.</param>
    public static double Parse(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        int letter = rest.IndexOfAny('e', 'E');
        ReadOnlySpan<char> digits = letter < 0 ? rest : rest[..letter];
        int point = digits.IndexOf('.');
        int power = 0;
        bool isWhole = point < 0 && letter < 0;
        if (isWhole || (letter >= 0 && !TryPower(rest[(letter + 1)..], out power)))
        {
            return double.Parse(text, CultureInfo.InvariantCulture);
        }

        ulong significand = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            if (i == point)
            {
                continue;
            }

            ulong digit = (ulong)(digits[i] - '0');
            if (significand > (ulong.MaxValue - digit) / 10)
            {
                // Further digits are left out; those before the point still count as places.
                power += Math.Max(0, (point < 0 ? digits.Length : point) - i);
                break;
            }

            significand = (significand * 10) + digit;
            power -= point >= 0 && i > point ? 1 : 0;
        }

        double value = significand;
        if (power < -LargestPower)
        {
            value /= 1e308;
            power += LargestPower;
        }

        value = power >= 0 ? value * Power(power) : value / Power(-power);
        return text.StartsWith('-') ? -value : value;
    }

    // Powers that no score has are read as every number is.
    private static bool TryPower(ReadOnlySpan<char> text, out int power) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power)
        && power is > -LargestPower and < LargestPower;

    // The literal, which is rounded once; Math.Pow may be off.
    private static double Power(int exponent) => double.Parse($"1e{exponent}", CultureInfo.InvariantCulture);
}
