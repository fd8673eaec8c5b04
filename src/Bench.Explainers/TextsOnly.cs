using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Refuses pictures where a method is one of words.</summary>
internal static class TextsOnly
{
    /// <summary>Refuses a picture.</summary>
    /// <param name="input">The text or picture.</param>
    /// <param name="owner">Id of the explainer, or its option.</param>
    /// <param name="reason">Why it is defined for texts alone, half a sentence.</param>
    /// <param name="remedy">What to do instead.</param>
    /// <exception cref="BenchException">It is a picture.</exception>
    public static void Require(TokenizedText input, string owner, string reason, string remedy)
    {
        if (input.Picture is not null)
        {
            throw new BenchException($"This is for texts, and a picture is explained: {reason}", owner, remedy);
        }
    }
}
