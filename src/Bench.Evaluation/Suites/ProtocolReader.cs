using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Reads <c>protocol</c> of a <c>suite.yaml</c>.</summary>
internal static class ProtocolReader
{
    /// <summary>Reads a protocol.</summary>
    /// <param name="yaml">The mapping; <see langword="null"/> for the default protocol.</param>
    /// <exception cref="BenchException">It holds an unknown key or value.</exception>
    public static EvaluationProtocol Read(YamlReader? yaml)
    {
        if (yaml is null)
        {
            return new EvaluationProtocol();
        }

        var protocol = new EvaluationProtocol
        {
            Plausibility = yaml.OptionalChoice("plausibility", PlausibilityCases.TrueClass),
            ConstantExplanations = yaml.OptionalChoice("constant-explanations", ConstantExplanations.Missing),
            Hypotheses = Texts(yaml, "hypotheses"),
            Explainers = Names(yaml, "explainers"),
            Metrics = Names(yaml, "metrics"),
        };
        yaml.RefuseOthers();
        return protocol;
    }

    // As they stand in tables, so that the order of options does not matter.
    private static ImmutableArray<string> Names(YamlReader yaml, string key) => [.. Texts(yaml, key).Select(text =>
    {
        try
        {
            return ComponentSpec.Parse(text).ToString();
        }
        catch (BenchException exception) when (exception.Where is null)
        {
            throw exception.At(yaml.Where(key));
        }
    })];

    private static ImmutableArray<string> Texts(YamlReader yaml, string key) => !yaml.Has(key) ? [] :
    [
        .. yaml.List(key).Select(entry => entry.Text is { Length: > 0 } text ? text : throw new BenchException(
            $"An entry of '{key}' is not a text", entry.Where, "Write one text per line; put it in quotes where it holds a colon")),
    ];
}
