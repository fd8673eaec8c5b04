using System.Collections;
using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Bench.Abstractions;

/// <summary>
/// Binds text to an options record. Every settable public property is an option: its key is the property's name in kebab-case, its
/// default the value in a new record, its description the <see cref="DescriptionAttribute"/>, its limits the
/// <see cref="RangeAttribute"/>. Types allowed: <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>,
/// enums (nullable where none is a value too), lists of <see cref="double"/> (<see cref="ImmutableArray{T}"/>, written <c>0.1;0.2</c>), and
/// <see cref="OptionFile"/>, written as a path. Numbers are read and written in the invariant culture.
/// </summary>
public static class OptionsBinder
{
    private const string FilePath = "path of a file";

    /// <summary>Describes the options of a record.</summary>
    /// <typeparam name="TOptions">The options record.</typeparam>
    public static IReadOnlyList<OptionDescriptor> Describe<TOptions>()
        where TOptions : class, new()
    {
        var defaults = new TOptions();
        return [.. Properties(typeof(TOptions)).Select(property => new OptionDescriptor(
            Key(property.Name),
            Write(property.GetValue(defaults)),
            Allowed(property),
            property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? ""))];
    }

    /// <summary>Makes an options record from text.</summary>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <param name="values">Values by key; keys left out keep their defaults.</param>
    /// <param name="owner">Whose options they are, for messages.</param>
    /// <param name="folder">Where relative paths start; <see langword="null"/> for the working directory.</param>
    /// <param name="removal">
    /// Default of the options that say how tokens are taken away (see <see cref="FollowsRemovalAttribute"/>); <see langword="null"/> for
    /// their own.
    /// </param>
    /// <exception cref="BenchException">A key is unknown, a value is malformed or outside its range, or a file cannot be read.</exception>
    public static TOptions Bind<TOptions>(
        IReadOnlyDictionary<string, string> values, string owner, string? folder = null, Removal? removal = null)
        where TOptions : class, new()
    {
        var options = new TOptions();
        Dictionary<string, PropertyInfo> properties = Properties(typeof(TOptions)).ToDictionary(property => Key(property.Name));
        foreach ((string key, string text) in values)
        {
            if (!properties.TryGetValue(key, out PropertyInfo? property))
            {
                throw new BenchException(
                    $"There is no option '{key}'",
                    owner,
                    properties.Count == 0
                        ? "It takes no options"
                        : $"{NearMatches.Suggest(key, properties.Keys)}All options: {string.Join(", ", properties.Keys)}");
            }

            property.SetValue(options, Read(property, text, $"{owner}:{key}", folder));
        }

        if (removal is { } shared)
        {
            RemovalDefaults.Apply(
                options, properties.Where(property => !values.ContainsKey(property.Key)).Select(property => property.Value), shared);
        }

        return options;
    }

    /// <summary>Every option of a record with its value.</summary>
    /// <param name="options">The options record.</param>
    public static ImmutableSortedDictionary<string, string> Values(object options) =>
        Properties(options.GetType()).ToImmutableSortedDictionary(
            property => Key(property.Name), property => Write(property.GetValue(options)), StringComparer.Ordinal);

    /// <summary>The files that the options of a record name.</summary>
    /// <param name="options">The options record.</param>
    public static ImmutableArray<OptionFile> Files(object options) =>
        [.. Properties(options.GetType()).Select(property => property.GetValue(options)).OfType<OptionFile>()];

    /// <summary>The kebab-case form of a name: <c>GaussLegendre</c> becomes <c>gauss-legendre</c>.</summary>
    /// <param name="name">A name in Pascal case.</param>
    public static string Key(string name) => string.Concat(name.Select((c, i) =>
        i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    private static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite)
        .OrderBy(property => property.MetadataToken);

    private static Type PlainType(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static string Allowed(PropertyInfo property)
    {
        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        return range is not null
            ? Limits(range)
            : PlainType(property) switch
            {
                { IsEnum: true } type => string.Join(" | ", Enum.GetNames(type).Select(Key)),
                Type type when type == typeof(bool) => "true | false",
                Type type when type == typeof(string) => "text",
                Type type when type == typeof(OptionFile) => FilePath,
                Type type when type == typeof(int) => "a whole number",
                Type type when type == typeof(double) => "a number",
                _ => "numbers separated by ;",
            };
    }

    private static object Read(PropertyInfo property, string text, string where, string? folder)
    {
        Type type = PlainType(property);
        object? value = type switch
        {
            { IsEnum: true } => Enum.GetNames(type).FirstOrDefault(name => Key(name) == text) is { } name ? Enum.Parse(type, name) : null,
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => bool.TryParse(text, out bool flag) ? flag : null,
            _ when type == typeof(int) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int i) ? i : null,
            _ when type == typeof(double) => ReadNumber(text),
            _ when type == typeof(ImmutableArray<double>) => ReadNumbers(text),
            _ when type == typeof(OptionFile) => text.Length == 0 ? null : OptionFile.Read(text, folder, where),
            _ => throw new NotSupportedException($"{where}: options of type {type.Name} cannot be bound."),
        };
        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        bool inside = range is null || (value is IEnumerable list and not string
            ? list.Cast<object>().All(range.IsValid)
            : range.IsValid(value));
        return value is not null && inside
            ? value
            : throw new BenchException($"The value '{text}' is not allowed", where, $"Allowed: {Allowed(property)}");
    }

    private static object? ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;

    private static object? ReadNumbers(string text)
    {
        object?[] numbers = [.. text.Split(';', StringSplitOptions.TrimEntries).Select(ReadNumber)];
        return numbers.Contains(null) ? null : ImmutableArray.CreateRange(numbers.Cast<double>());
    }

    private static string Limits(RangeAttribute range)
    {
        string minimum = Write(range.Minimum);
        string maximum = Write(range.Maximum);
        string lower = range.MinimumIsExclusive ? $"more than {minimum}" : minimum;
        return range.Maximum is double.MaxValue or int.MaxValue
            ? range.MinimumIsExclusive ? lower : $"{lower} or more"
            : $"{lower} to {(range.MaximumIsExclusive ? $"less than {maximum}" : maximum)}";
    }

    private static string Write(object? value) => value switch
    {
        null => "",
        Enum name => Key(name.ToString()),
        bool flag => flag ? "true" : "false",
        ImmutableArray<double> numbers => string.Join(';', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
