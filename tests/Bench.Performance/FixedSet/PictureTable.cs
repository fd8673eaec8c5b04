using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>One picture of 224 × 224 pixels: the model alone, and Integrated Gradients as an explainer does it.</summary>
internal static class PictureTable
{
    private const int Repeats = 3;
    private const string Explainer = "integrated-gradients:steps=50,baseline=zero";

    public static PerformanceTable Measure() => new(
        "Pictures",
        $"224 × 224 pixels in patches of 16, {Threads} threads. Gradients are by pixel and count as their forward row; of Integrated "
            + "Gradients all rows count that it asks for.",
        ["ms", "GFLOP/s", "% of peak", "% of peak by the clock"],
        [.. Rows()]);

    private static int Threads => FixedSet.ThreadCounts[^1];

    private static IEnumerable<PerformanceRow> Rows()
    {
        using ManagedEncoder model = PictureModel.Load(Threads);
        TokenizedText picture = PictureModel.Picture();
        InputRow[] rows = [.. Enumerable.Repeat(picture.Row, 2 * Threads)];
        double flops = rows.Sum(row => model.Info.ForwardFlops!(row.Length));
        yield return Row(
            $"{model.Info.Name}, {rows.Length} pictures: forward", Paired.Measure(flops, Threads, Repeats, () => model.Predict(rows)));
        yield return Row(
            $"{model.Info.Name}, {rows.Length} pictures: gradients",
            Paired.Measure(2 * flops, Threads, Repeats, () => model.Gradients(rows, new Target(1), Quantity.Logit)));

        var meter = new CostMeter();
        Explain(new MeteredModel(model, meter), picture);
        yield return Row(
            $"{model.Info.Name}, one picture: {Explainer}", Paired.Measure(meter.Flops, Threads, Repeats, () => Explain(model, picture)));
    }

    private static void Explain(IModel model, TokenizedText picture) =>
        ShippedSuite.Explainers.Configure(ComponentSpec.Parse(Explainer)).Instance.Explain(new ExplanationRequest
        {
            Model = model,
            Tokenizer = ShippedSuite.LoadTokenizer(),
            Input = picture,
            Target = new Target(1),
        });

    private static PerformanceRow Row(string name, Rate rate) =>
        PerformanceRow.Of(name, 1e3 * rate.Seconds, rate.GigaFlops, 100 * rate.OfPeakByCpu, 100 * rate.OfPeak);
}
