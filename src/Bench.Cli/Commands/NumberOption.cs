using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Bench.Cli;

/// <summary>
/// Options that are numbers, read strictly: <c>1,5</c> is no way to write 1.5, nor 15. What cannot be read, or is out of range, is told
/// with the option's name and what it takes.
/// </summary>
internal static class NumberOption
{
    /// <summary>Makes an option read numbers strictly.</summary>
    public static Option<T> Strict<T>(this Option<T> option)
        where T : struct, INumber<T>, IMinMaxValue<T> => option.Strict(T.MinValue, T.MaxValue);

    /// <inheritdoc cref="Strict{T}(Option{T})"/>
    public static Option<T?> Strict<T>(this Option<T?> option)
        where T : struct, INumber<T>, IMinMaxValue<T> => option.Strict(T.MinValue, T.MaxValue);

    /// <summary>Makes an option count: it takes whole numbers from 1.</summary>
    /// <param name="option">The option.</param>
    /// <param name="most">The largest, above which the work would have no end or no room.</param>
    public static Option<int> Counting(this Option<int> option, int most = int.MaxValue) => option.Strict(1, most);

    /// <inheritdoc cref="Counting(Option{int}, int)"/>
    public static Option<int?> Counting(this Option<int?> option, int most = int.MaxValue) => option.Strict(1, most);

    private static Option<T> Strict<T>(this Option<T> option, T least, T most)
        where T : struct, INumber<T>
    {
        option.CustomParser = result => Read(result, option.Name, least, most) ?? default;
        return option;
    }

    private static Option<T?> Strict<T>(this Option<T?> option, T least, T most)
        where T : struct, INumber<T>
    {
        option.CustomParser = result => Read(result, option.Name, least, most);
        return option;
    }

    private static T? Read<T>(ArgumentResult result, string name, T least, T most)
        where T : struct, INumber<T>
    {
        bool isWhole = T.IsInteger(T.One / (T.One + T.One));
        NumberStyles style = isWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
        string text = result.Tokens[^1].Value;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T number) && T.IsFinite(number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError(isWhole
            ? FormattableString.Invariant($"{name} is '{text}', expected a whole number from {least} to {most}")
            : $"{name} is '{text}', expected a number such as 1.5");
        return null;
    }
}
