using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Stages of windows: their geometry, and what is refused.</summary>
public sealed class WindowStageTests
{
    [Fact]
    public void Windows_hold_every_state_once_and_padding_beyond()
    {
        var stage = new WindowStage(0, 2, 5, 6, 4, 8, 16, 2);

        foreach (int shift in new[] { 0, 2 })
        {
            int[] order = stage.Order(shift);
            order.Length.ShouldBe(4 * 16);
            order.Where(state => state >= 0).Order().ShouldBe(Enumerable.Range(0, 30));
        }

        // The first window of the shifted grid begins in its third row and column.
        stage.Order(2)[..5].ShouldBe([14, 15, 16, 17, 20]);
    }

    [Fact]
    public void Regions_part_what_shifting_brought_together()
    {
        var stage = new WindowStage(0, 2, 4, 4, 2, 8, 16, 2);

        stage.Regions(0).ShouldAllBe(region => region == 0);

        // The last of four windows: every state came from another corner.
        stage.Regions(1)[12..].ShouldBe([4, 5, 7, 8]);
        stage.Regions(1)[..4].ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void Layers_of_one_window_are_not_shifted()
    {
        new WindowStage(2, 2, 4, 8, 4, 8, 16, 2).ShiftOf(3).ShouldBe(0);
        new WindowStage(2, 2, 8, 8, 4, 8, 16, 2).ShiftOf(3).ShouldBe(2);
        new WindowStage(2, 2, 8, 8, 4, 8, 16, 2).ShiftOf(2).ShouldBe(0);
    }

    [Fact]
    public void Every_other_layer_of_a_stage_is_shifted_wherever_the_stage_begins()
    {
        var stage = new WindowStage(3, 3, 8, 8, 4, 8, 16, 2);

        ((int[])[3, 4, 5]).Select(stage.ShiftOf).ShouldBe([0, 2, 0]);
    }

    [Theory]
    [InlineData("image_size", "12", "smaller than a window")]
    [InlineData("num_heads", "[2]", "1 numbers of heads for 2 stages")]
    [InlineData("num_heads", "[3, 4]", "do not divide")]
    [InlineData("depths", "[2, 0]", "not allowed")]
    [InlineData("mlp_ratio", "1e12", "widths from")]
    [InlineData("mlp_ratio", "0.001", "widths from")]
    [InlineData("embed_dim", "262144", "widths from")]
    [InlineData("depths", "\"2\"", "not allowed")]
    public void Settings_that_no_core_computes_are_refused(string key, string value, string problem)
    {
        using var copy = new ModelCopy(new DirectoryInfo(GoldenTask.Model("swin")));
        copy.Configure(config => config[key] = JsonNode.Parse(value));

        Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).Problem.ShouldContain(problem);
    }

    [Fact]
    public void Patches_left_out_or_hidden_are_refused_by_name()
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model("swin"));
        InputRow row = GoldenPicture.Cases("swin", model.Info)[0].Row;
        var left = new InputRow { TokenIds = row.TokenIds[1..], Pixels = row.Pixels[model.Info.EmbeddingWidth..] };
        bool[] mask = [.. Enumerable.Range(0, row.Length).Select(i => i > 0)];
        var hidden = new InputRow { TokenIds = row.TokenIds, Pixels = row.Pixels, AttentionMask = mask };

        foreach (InputRow refused in (InputRow[])[left, hidden])
        {
            Should.Throw<BenchException>(() => model.Predict([refused])).Problem.ShouldContain("none can be left out or hidden");
        }
    }

    [Fact]
    public void A_cell_is_as_large_as_a_state_of_the_last_stage()
    {
        using ModelFolder folder = ModelFolder.Open(GoldenTask.Model("swin"));

        folder.Config.Picture!.CellSize.ShouldBe(4);
        folder.Config.ToInfo("").Layers.ShouldBe(4);
    }

    [Fact]
    public void Swin_tiny_takes_the_operations_that_its_paper_counts()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("config.json", """{"architectures": ["SwinForImageClassification"], "model_type": "swin"}""");

        // Everything by the class's defaults, which are Swin-T's for 224 × 224 pixels: 4.5 G multiply-adds (Liu et al. 2021, table 1).
        EncoderConfig config = new SwinArchitecture().ReadConfig("SwinForImageClassification", new ConfigFile(path));

        config.Stages.Select(stage => (stage.Rows, stage.HiddenSize, stage.Heads))
            .ShouldBe([(56, 96, 3), (28, 192, 6), (14, 384, 12), (7, 768, 24)]);
        (ForwardCost.ForwardFlops(null!, config, 56 * 56) / 2).ShouldBe(4.5e9, 0.05e9);
    }
}
