using System.Collections.Concurrent;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>
/// Requests about golden cases and the tolerance that their README gives. The micro models are answered by the reference encoder; the
/// trained ones by the managed core, which is as far from them as explainers will be in use, and faster.
/// </summary>
internal static class GoldenRequest
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;

    private static readonly ConcurrentDictionary<string, Lazy<ManagedEncoder>> _trained = new();

    /// <summary>A request for every target of a case.</summary>
    public static IEnumerable<(ExplanationRequest Request, JsonElement Expected)> Of(string name, Quantity quantity)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (GoldenTarget target in golden.Targets)
        {
            var request = new ExplanationRequest
            {
                Model = Model(golden),
                Tokenizer = new FixedTokenizer(golden.Special),
                Input = golden.Input,
                Target = target.Target,
                Quantity = quantity,
            };
            yield return (request, target.Root);
        }
    }

    public static void Check(JsonElement expected, IEnumerable<double> actual, string what) =>
        Close.Within(expected.Doubles(), [.. actual], Absolute, Relative, what);

    public static void CheckAll(double[] expected, IEnumerable<double> actual, string what) =>
        Close.Within(expected, [.. actual], Absolute, Relative, what);

    public static void Check(double expected, double actual, string what) =>
        Close.Within([expected], [actual], Absolute, Relative, what);

    /// <summary>The masks of a list of texts such as <c>1011</c>.</summary>
    public static bool[][] Masks(JsonElement texts) => [.. texts.Texts().Select(text => text.Select(c => c == '1').ToArray())];

    private static IModel Model(GoldenCase golden) => golden.ModelName.Contains("-micro", StringComparison.Ordinal)
        ? GoldenCases.Reference(golden.ModelName)
        : _trained.GetOrAdd(golden.ModelName, _ => new Lazy<ManagedEncoder>(() => ManagedCore.Load(golden.ModelFolder))).Value;

    /// <summary>Knows the special tokens, which is all that explainers ask of it here.</summary>
    private sealed class FixedTokenizer(SpecialTokens special) : ITokenizer
    {
        public SpecialTokens Special => special;

        public TokenizedText Tokenize(string text, string? textPair = null) => throw new NotSupportedException();

        public string Piece(int id) => throw new NotSupportedException();
    }
}
