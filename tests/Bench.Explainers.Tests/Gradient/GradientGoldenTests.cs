using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Gradient methods against Captum.</summary>
public class GradientGoldenTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Saliency_and_gradient_times_input(string name)
    {
        foreach (Quantity quantity in GoldenCase.Quantities)
        {
            foreach ((ExplanationRequest request, JsonElement expected) in GoldenRequest.Of(name, quantity))
            {
                foreach ((string field, string spec) in (ReadOnlySpan<(string, string)>)
                    [("saliency_l2", "gradient"), ("saliency_l1", "gradient:norm=l1"), ("gradient_x_input", "gradient-x-input")])
                {
                    GoldenRequest.Check(
                        expected.At(field, GoldenTarget.Key(quantity)), Toy.Make(spec).Explain(request).Scores,
                        $"{name} {spec} {quantity}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Integrated_gradients_by_every_rule_and_baseline(string name)
    {
        foreach (Quantity quantity in GoldenCase.Quantities)
        {
            foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, quantity))
            {
                foreach (JsonElement expected in target.At("integrated_gradients").EnumerateArray()
                    .Where(entry => entry.At("quantity").GetString() == GoldenTarget.Key(quantity)))
                {
                    string rule = expected.At("method").GetString() switch
                    {
                        "gausslegendre" => "gauss-legendre",
                        "riemann_middle" => "midpoint",
                        "riemann_trapezoid" => "trapezoid-captum",
                        "trapezoid_unit_weight" => "trapezoid",
                        string other => throw new NotSupportedException(other),
                        null => throw new NotSupportedException(),
                    };
                    string spec =
                        $"integrated-gradients:rule={rule},steps={expected.At("steps")},baseline={expected.At("baseline").GetString()}";
                    Attribution attribution = Toy.Make(spec).Explain(request);
                    string what = $"{name} {spec} {quantity}";
                    GoldenRequest.Check(expected.At("scores"), attribution.Scores, what);
                    GoldenRequest.Check(
                        expected.At("f_baseline").GetDouble(), attribution.Diagnostics[DiagnosticNames.BaselineValue], what);
                    GoldenRequest.Check(expected.At("f_input").GetDouble(), attribution.Diagnostics[DiagnosticNames.InputValue], what);
                    GoldenRequest.Check(expected.At("delta").GetDouble(), attribution.Diagnostics[DiagnosticNames.CompletenessGap], what);
                }
            }
        }
    }

    [Theory]
    [InlineData("bert-micro/pair")]
    [InlineData("sst2-bert-mini/sst_2_7tokens")]
    public void The_fixed_number_of_steps_is_taken_from_the_baseline_asked_for(string name)
    {
        (ExplanationRequest request, JsonElement target) = GoldenRequest.Of(name, Quantity.Logit).First();
        JsonElement expected = target.At("integrated_gradients").EnumerateArray().First(entry =>
            entry.At("quantity").GetString() == "logit" && entry.At("method").GetString() == "gausslegendre"
            && entry.At("steps").GetInt32() == 50 && entry.At("baseline").GetString() == "pad");
        GoldenRequest.Check(expected.At("scores"), Toy.Make("integrated-gradients:steps=50,baseline=pad").Explain(request).Scores, name);
    }
}
