using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Reporting.Tests;

public sealed class TrustNotesTests
{
    [Theory]
    [InlineData(0.49, "20", "the surrogate’s R² is 0.49: it does not describe what the model does")]
    [InlineData(0.5, "19", "19 samples for 2 weights: too few, about 20 would do")]
    [InlineData(0.5, "20", null)]
    [InlineData(0.5, "0", null)]
    public void A_surrogate_is_warned_of_where_it_does_not_fit_or_rests_on_few_samples(double fit, string samples, string? warning) =>
        TrustNotes.Of(Surrogate(fit, samples), new TrustFlags()).Where(note => note.IsWarning).Select(note => note.Words)
            .ShouldBe(warning is null ? [] : [warning]);

    [Fact]
    public void What_raises_a_flag_comes_first_and_is_marked()
    {
        var flags = new TrustFlags { Gap = 0.01, SpecialShare = 0.6 };

        TrustNotes.Line(TrustNotes.Of(Surrogate(0.9, "20"), flags))
            .ShouldBe("! 60.0 % on special tokens; gap 1.0 % of f(input) − f(baseline)");
    }

    private static Explanation Surrogate(double fit, string samples) => new()
    {
        Explainer = "lime",
        Options = ImmutableSortedDictionary<string, string>.Empty.Add("samples", samples),
        Input = new ToyTokenizer().Tokenize("a b"),
        Target = new Target(0),
        Quantity = Quantity.Logit,
        Attribution = new Attribution([0, 1, 1, 0])
        {
            Diagnostics = ImmutableSortedDictionary<string, double>.Empty.Add(DiagnosticNames.SurrogateFit, fit),
        },
    };
}
