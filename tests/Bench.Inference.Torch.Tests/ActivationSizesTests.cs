using Bench.TestKit;
using TorchSharp;

namespace Bench.Inference.Torch.Tests;

/// <summary>What rows are reckoned to take, worked out by hand from the widths of small models.</summary>
public class ActivationSizesTests
{
    // BERT of 2 layers, 4 heads, width 32 and 64 within: of 5 tokens 5 · (10 · 32 + 3 · 64) numbers, and 4 sets of 4 · 5 · 5 weights.
    private const long Layer = (5 * ((10 * 32) + (3 * 64))) + (4 * 4 * 5 * 5);

    // Swin of 2 + 2 layers: 16 windows of 16 states with width 16 and 2 heads, then 4 windows with width 32 and 4 heads.
    private const long First = 16 * 16 * ((10 * 16) + (3 * 64) + (4 * 2 * 16));
    private const long Second = 4 * 16 * ((10 * 32) + (3 * 128) + (4 * 4 * 16));

    [Theory]
    [InlineData(false, false, 2 * Layer)]
    [InlineData(true, false, 2 * Layer)]
    [InlineData(false, true, (2 * Layer) + (2 * 4 * 5 * 5))]
    [InlineData(true, true, (2 * Layer) + (2 * 2 * 4 * 5 * 5))]
    public void Rows_of_texts(bool backward, bool maps, long numbers) =>
        Limits(Repository.Model("bert-micro"), backward, maps).BytesOfRow(5).ShouldBe(4 * numbers);

    [Theory]
    [InlineData(false, 2 * First)]
    [InlineData(true, (2 * First) + (2 * Second))]
    public void Pictures_in_stages(bool backward, long numbers) =>
        Limits(GoldenTask.Model("swin"), backward, false).BytesOfRow(256).ShouldBe(4 * numbers);

    private static BatchLimits Limits(string model, bool backward, bool maps)
    {
        using ModelFolder folder = ModelFolder.Open(model);
        return new ActivationSizes(folder.Config, folder.Weights, new TorchOptions(), new torch.Device("cpu")).Limits(backward, maps);
    }
}
