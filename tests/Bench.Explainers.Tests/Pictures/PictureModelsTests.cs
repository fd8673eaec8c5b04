using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Every explainer with every family of picture models: it scores the parts, or says by name why not.</summary>
public sealed class PictureModelsTests
{
    // What is of words, and what has no answer for so many parts or for these models.
    private static readonly string[] _refusals = [
        "discretized-integrated-gradients", "hotflip", "aggregate", "exact-shapley", "faith-shap"];

    [Theory]
    [InlineData("vit", 24)]
    [InlineData("deit-teacher", 24)]
    [InlineData("swin", 16)]
    public void Explainers_score_the_parts_or_refuse_by_name(string name, int least)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        TokenizedText input = PictureModel.Random(model.Info.Picture!, 2);
        var request = new ExplanationRequest
        {
            Model = model,
            Tokenizer = new ToyTokenizer(),
            Input = input,
            Target = new Target(0),
            Seed = 4,
        };
        var scored = new List<string>();
        foreach (Component<ExplainerDescriptor, IExplainer> component in Toy.Catalog().All)
        {
            string id = component.Descriptor.Id;
            if ((component.Descriptor.Needs & ~model.Offers) != Ask.Outputs)
            {
                continue;
            }

            try
            {
                double[] scores = Toy.Make(id).Explain(request).PerUnit(input);

                scores.Length.ShouldBe(input.Units.Length, id);
                scores.ShouldAllBe(score => double.IsFinite(score), id);
                scored.Add(id);
            }
            catch (BenchException refusal)
            {
                (_refusals.Contains(id) || (name == "swin" && id == "input-reduction")).ShouldBeTrue($"{id}: {refusal.Message}");
            }
        }

        scored.Count.ShouldBeGreaterThanOrEqualTo(least, string.Join(", ", scored));
    }
}
