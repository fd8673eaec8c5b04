using Bench.TestKit;

namespace Bench.Abstractions.Tests;

/// <summary>Plug-ins are built against the contracts: no type or member of them changes by accident.</summary>
public sealed class PublicApiTests
{
    private const string RenewVariable = "BENCH_RENEW_PUBLIC_API";

    private const string Remedy = "If the change is meant, renew the file and commit it: "
        + $"{RenewVariable}=1 dotnet test tests/Bench.Abstractions.Tests --configuration Release --filter PublicApi";

    private static readonly string _file = Path.Combine(Repository.Root, "src", "Bench.Abstractions", "PublicApi.txt");

    [Fact]
    public void The_contracts_are_those_on_file()
    {
        string[] found = PublicApi.Of(typeof(IBenchPlugin).Assembly);
        if (Environment.GetEnvironmentVariable(RenewVariable) == "1")
        {
            File.WriteAllText(_file, string.Join('\n', found) + "\n");
        }

        string[] expected = File.ReadAllLines(_file);
        string[] differences =
            [.. expected.Except(found).Select(line => $"removed: {line}"), .. found.Except(expected).Select(line => $"added:   {line}")];

        differences.ShouldBeEmpty($"\n{string.Join('\n', differences)}\n{Remedy}");
        found.ShouldBe(expected, Remedy);
    }

    [Fact]
    public void Signatures_say_what_a_caller_depends_on()
    {
        string[] lines = [.. PublicApi.Of(typeof(PublicApiTests).Assembly)
            .Where(line => line.Contains(nameof(PublicApiSample), StringComparison.Ordinal))
            .Select(line => line.Replace("Bench.Abstractions.Tests.", "", StringComparison.Ordinal))];

        lines.ShouldBe(
        [
            "PublicApiSample : abstract record (System.IEquatable<PublicApiSample>)",
            "PublicApiSample.Factor -> const int = 3",
            "PublicApiSample.Find<T>(string? name, in int count = 7, params T[] rest) -> static "
                + "System.Collections.Generic.IReadOnlyList<string?>? where T : class, new()",
            "PublicApiSample.Half(double value = 0.5) -> abstract protected double",
            "PublicApiSample.Length { get; init; } -> required int?",
            "PublicApiSample.Name { get; init; } -> string",
            "PublicApiSample.PublicApiSample(string Name) -> protected",
            "PublicApiSample.Shape : enum int",
            "PublicApiSample.Shape.Round = 2",
            "PublicApiSample.this[int index] { get; } -> virtual double[]",
        ]);
    }
}

/// <summary>A type with one of each.</summary>
public abstract record PublicApiSample(string Name)
{
    public const int Factor = 3;

    internal const int Hidden = 4;

    public enum Shape
    {
        Round = 2,
    }

    public required int? Length { get; init; }

    public virtual double[] this[int index] => [index];

    public static IReadOnlyList<string?>? Find<T>(string? name, in int count = 7, params T[] rest)
        where T : class, new() => null;

    protected abstract double Half(double value = 0.5);

    private protected static void Nobody()
    {
    }
}
