using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Torch.Tests;

/// <summary>What is particular to the torch core, beyond the contract of every core.</summary>
public class TorchEncoderTests
{
    [Fact]
    public void Tensors_are_released_over_ten_thousand_batches()
    {
        using TorchEncoder model = TorchCore.Load(Repository.Model("bert-micro"), TestedTorchCore.Options);
        TargetQuery[] queries = [new TargetQuery(CoreRows.Masked, new Target(1), Quantity.Probability)];

        // What libtorch takes once is no leak: its start on a device, workspaces of every kernel, the allocator's blocks.
        Ask(model, queries, 500);
        long tensors = Settled();
        Ask(model, queries, 500);
        long bytes = Environment.WorkingSet;
        Ask(model, queries, 2_500);
        TorchApi.LiveTensors.ShouldBe(tensors);
        (Environment.WorkingSet - bytes).ShouldBeLessThan(32L << 20);
    }

    [Fact]
    public void Tensors_are_released_when_a_model_is_disposed()
    {
        TorchCore.Load(Repository.Model("albert-micro"), TestedTorchCore.Options).Dispose();
        long tensors = Settled();
        TorchCore.Load(Repository.Model("albert-micro"), TestedTorchCore.Options).Dispose();
        TorchApi.LiveTensors.ShouldBe(tensors);
    }

    [Fact]
    public void The_same_call_gives_the_same_bits_on_the_processor()
    {
        var random = new DeterministicRandom(3);
        using TorchEncoder model = TorchCore.Load(Repository.Model("sst2-bert-mini"), new TorchOptions { Device = "cpu" });
        TargetQuery[] queries = [.. Enumerable.Range(0, 20).Select(_ => CoreRows.RandomQuery(model.Info, random, 60))];
        IReadOnlyList<Answer> first = model.Gradients(queries), second = model.Gradients(queries);
        for (int i = 0; i < queries.Length; i++)
        {
            second[i].Gradient.Span.SequenceEqual(first[i].Gradient.Span).ShouldBeTrue();
        }
    }

    [Fact]
    public void Batches_cut_by_a_small_budget_change_nothing_but_rounding()
    {
        var random = new DeterministicRandom(4);
        TestedTorchCore core = TestedTorchCore.Instance;
        using TorchEncoder small = TorchCore.Load(
            Repository.Model("bert-micro"), TestedTorchCore.Options with { BatchTokens = 7, ActivationBytes = 1 });
        TargetQuery[] queries = [.. Enumerable.Range(0, 20).Select(_ => CoreRows.RandomQuery(small.Info, random, 30))];
        IReadOnlyList<Answer> expected = core.Get("bert-micro").Gradients(queries);
        IReadOnlyList<Answer> answers = small.Gradients(queries);
        for (int i = 0; i < queries.Length; i++)
        {
            core.RequireSame(expected[i].Gradient, answers[i].Gradient, core.Gradients, $"row {i}");
        }
    }

    [Fact]
    public void A_sure_probability_keeps_its_gradient()
    {
        // With logits 30 and 0 the derivative of the probability is e⁻³⁰, which 1 − p in single precision would lose.
        using ModelCopy copy = new ModelCopy("bert-micro").Reweigh(tensors =>
        {
            RawTensor bias = tensors["classifier.bias"];
            tensors["classifier.bias"] = RawTensor.Of([30f, 0f, -30f], bias.Shape);
        });
        using TorchEncoder model = TorchCore.Load(copy.Folder, TestedTorchCore.Options);
        CoreRows.RequireAgreement(
            TestedTorchCore.Instance, model, ReferenceEncoder.Load(copy.Folder),
            [new TargetQuery(CoreRows.Masked, new Target(0), Quantity.Probability)]);
    }

    [Fact]
    public void Models_say_what_computes_them()
    {
        CoreInfo core = TestedTorchCore.Instance.Get("bert-micro").Info.Core.ShouldNotBeNull();
        core.Name.ShouldBe("torch");
        core.Device.ShouldStartWith(TestedTorchCore.Device);
        core.Precision.ShouldBe("single");
        core.Library.ShouldStartWith("TorchSharp ");
        core.Error.ShouldBeNull();
    }

    [Fact]
    public void A_lower_precision_is_measured_reported_and_near()
    {
        using TorchEncoder model = TorchCore.Load(
            Repository.Model("sst2-bert-mini"), TestedTorchCore.Options with { Precision = CorePrecision.Bfloat16 });
        PrecisionError error = model.Info.Core!.Error.ShouldNotBeNull();
        error.Logits.ShouldBeInRange(1e-4, 0.2);
        error.Gradients.ShouldBeInRange(1e-4, 0.2);
        model.Info.Core.Precision.ShouldBe("bfloat16");
        Should.Throw<BenchException>(() => model.Answer(new Query(CoreRows.Masked, Abstractions.Ask.Mixing))).Message
            .ShouldContain("Mixing");
        GoldenCase golden = GoldenCases.Load("sst2-bert-mini/sst_1_3tokens");
        Close.Within(golden.Logits, model.Predict([golden.Row])[0].Span, 0.2, 0, "bfloat16 logits");
    }

    [Fact]
    public void Tf32_is_for_gpus_alone()
    {
        TorchOptions tf32 = TestedTorchCore.Options with { Precision = CorePrecision.Tf32 };
        if (TestedTorchCore.Device == "cpu")
        {
            Should.Throw<BenchException>(() => TorchCore.Load(Repository.Model("sst2-bert-mini"), tf32)).Message.ShouldContain("TF32");
            return;
        }

        using TorchEncoder model = TorchCore.Load(Repository.Model("sst2-bert-mini"), tf32);
        model.Info.Core!.Precision.ShouldBe("tf32");
        model.Info.Core.Error!.Logits.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Half_precision_is_computed_or_refused_in_words()
    {
        // libtorch 1.13 has no half precision on the processor, 2.10 has.
        TorchOptions half = TestedTorchCore.Options with { Precision = CorePrecision.Half };
        try
        {
            using TorchEncoder model = TorchCore.Load(Repository.Model("sst2-bert-mini"), half);
            model.Info.Core!.Error!.Logits.ShouldBeInRange(1e-5, 0.05);
        }
        catch (BenchException refused)
        {
            refused.Message.ShouldContain("cannot compute in half");
            refused.Remedy.ShouldBe("Use bfloat16 or single");
        }
    }

    // The count once the models that other tests have left are collected; what follows must be released without the collector's help.
    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return TorchApi.LiveTensors;
    }

    // Four batches a round.
    private static void Ask(TorchEncoder model, TargetQuery[] queries, int rounds)
    {
        InputRow[] rows = [.. queries.Select(query => query.Row)];
        for (int round = 0; round < rounds; round++)
        {
            model.Predict(rows);
            model.Gradients(queries);
            model.Attend(rows);
            model.AttentionGradients(queries);
        }
    }
}
