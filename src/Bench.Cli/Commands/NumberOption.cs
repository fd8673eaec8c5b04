using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Bench.Cli;

/// <summary>
/// Options that are numbers, read strictly: <c>1,5</c> is no way to write 1.5, nor 15. What cannot be read is told with the option's name
/// and what it takes.
/// </summary>
internal static class NumberOption
{
    /// <summary>Makes an option read numbers strictly.</summary>
    public static Option<T> Strict<T>(this Option<T> option)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        option.CustomParser = result => Read<T>(result, option.Name) ?? default;
        return option;
    }

    /// <inheritdoc cref="Strict{T}(Option{T})"/>
    public static Option<T?> Strict<T>(this Option<T?> option)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        option.CustomParser = result => Read<T>(result, option.Name);
        return option;
    }

    private static T? Read<T>(ArgumentResult result, string name)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        bool isWhole = T.IsInteger(T.One / (T.One + T.One));
        NumberStyles style = isWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
        string text = result.Tokens[^1].Value;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T number) && T.IsFinite(number))
        {
            return number;
        }

        result.AddError(isWhole
            ? FormattableString.Invariant($"{name} is '{text}', expected a whole number from {T.MinValue} to {T.MaxValue}")
            : $"{name} is '{text}', expected a number such as 1.5");
        return null;
    }
}
