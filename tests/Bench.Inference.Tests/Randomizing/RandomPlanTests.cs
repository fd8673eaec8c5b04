using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Every part of every architecture can be drawn anew, and computes what the drawn weights give.</summary>
public sealed class RandomPlanTests
{
    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void A_part_drawn_anew_computes_what_its_weights_give(string name)
    {
        const ulong Seed = 5;
        using ModelFolder folder = ModelFolder.Open(GoldenTask.Model(name));
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        EncoderWeights twin = RandomTwin.Draw(folder.Weights, Seed);
        InputRow[] row = [GoldenTask.Cases(name)[0].Row];
        Tensor own = model.Predict(row)[0];
        for (int part = 0; part < model.Info.RandomizableLayers; part++)
        {
            EncoderWeights mixed = RandomTwin.Mix(folder.Weights, twin, part, 1);
            using ManagedEncoder expected = ManagedCore.Load(name, folder.Config, mixed);
            Tensor drawn = model.Randomized(part, 1, Seed).Predict(row)[0];
            drawn.Span.SequenceEqual(expected.Predict(row)[0].Span).ShouldBeTrue($"{name} part {part}");
            drawn.Span.SequenceEqual(own.Span).ShouldBeFalse($"{name} part {part}");
        }
    }
}
