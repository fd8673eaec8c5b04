using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>LIME's kernel and surrogate against LIME and scikit-learn, on the reference's masks.</summary>
public class LimeGoldenTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Values_kernel_and_surrogate_of_given_masks(string name)
    {
        foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, Quantity.Probability))
        {
            foreach (JsonElement expected in target.At("lime").EnumerateArray())
            {
                string what = $"{name} {expected.At("features").GetString()}";
                FeatureSet features = expected.At("features").GetString() == "all_positions"
                    ? FeatureSet.AllPositions(request.Input)
                    : FeatureSet.Of(request.Input, FeatureUnit.Tokens);
                features.Groups.Select(group => group.Single()).ShouldBe(expected.At("feature_positions").Integers(), what);

                bool[][] masks = GoldenRequest.Masks(expected.At("masks"));
                double[] values = new CoalitionGame(request, features, Removal.Mask, CancellationToken.None).Values(masks);
                GoldenRequest.Check(expected.At("values"), values, what + " values");

                double[] distances = Array.ConvertAll(masks, LimeSampling.Distance);
                GoldenRequest.Check(expected.At("distances"), distances, what + " distances");
                double[] weights = Array.ConvertAll(distances, distance => LimeSampling.Kernel(distance, 25));
                Close.Within(expected.At("kernel_weights").Doubles(), weights, 1e-8, 1e-8, what + " weights");

                WeightedRidge fit = WeightedRidge.Fit(masks, values, weights, expected.At("ridge_alpha").GetDouble()).ShouldNotBeNull();
                GoldenRequest.Check(expected.At("coefficients"), fit.Coefficients, what + " coefficients");
                GoldenRequest.Check(expected.At("intercept").GetDouble(), fit.Intercept, what + " intercept");
                GoldenRequest.Check(expected.At("weighted_r2").GetDouble(), fit.WeightedR2, what + " R²");
                if (expected.Maybe("ferret_scores") is { } ferret)
                {
                    GoldenRequest.Check(ferret, features.PerToken(fit.Coefficients), what + " ferret's scores");
                }
            }
        }
    }
}
