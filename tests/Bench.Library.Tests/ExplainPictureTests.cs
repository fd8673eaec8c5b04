using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Library.Tests;

/// <summary>Pictures through the facade; that its numbers are the command line's is why both are made of the same parts.</summary>
public sealed class ExplainPictureTests : IDisposable
{
    private static readonly string _picture = Path.Combine(Repository.Root, "suites", "shapes", "pictures", "images", "000.png");

    private readonly Explainer _bench = Explainer.Open(Repository.Model("shapes-vit-mini"));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Target_explainers_and_options_are_passed_on()
    {
        string target = _bench.Model.Labels[1];
        ExplainedText explained = _bench.ExplainPicture(
            _picture, target, ["gradient-x-input", "leave-one-out:removal=reference"],
            new ExplainOptions { Quantity = Quantity.Probability, ReferenceImage = _picture });

        explained.Target.ShouldBe(target);
        explained.Tokens[^1].ShouldBe("7,7");
        explained["gradient-x-input"].Explanation.Quantity.ShouldBe(Quantity.Probability);
        explained["gradient-x-input"].Explanation.PixelScores().Length.ShouldBe(32 * 32);

        // Pixels that are replaced by themselves change nothing.
        explained["leave-one-out"].Scores.ShouldAllBe(score => score == 0);
    }

    [Fact]
    public void The_page_shows_the_picture_and_the_scores_are_judged()
    {
        ExplainedText explained = _bench.ExplainPicture(_picture, explainers: ["gradient-x-input", "random"]);

        explained.Target.ShouldBe(explained.Probabilities.MaxBy(pair => pair.Value).Key);
        explained.ToHtml().ShouldContain("src=\"data:image/png;base64,");
        explained.ToHtml().ShouldNotContain("<blockquote", customMessage: "a picture has no text to quote");
        explained.ToTable().ShouldContain("gradient-x-input");
        JsonSerializer.Deserialize<JsonElement>(explained.ToJson()).GetProperty("image").GetProperty("file").GetString()
            .ShouldBe("000.png");
        _bench.Evaluate(explained, metrics: ["aopc-comprehensiveness"])["random", "aopc-comprehensiveness"].IsApplicable.ShouldBeTrue();
    }

    [Fact]
    public void A_mask_says_which_pixels_people_mark()
    {
        string mask = _picture.Replace("images", "masks", StringComparison.Ordinal);
        ExplainedText explained = _bench.ExplainPicture(_picture, explainers: ["gradient-x-input", "random"]);

        EvaluatedText scores = _bench.EvaluatePicture(explained, mask, ["auprc", "relevance-mass"]);

        scores["gradient-x-input", "relevance-mass"].Value.ShouldBeGreaterThan(scores["random", "relevance-mass"].Value);
        _bench.Evaluate(explained, metrics: ["auprc"])["random", "auprc"].IsApplicable.ShouldBeFalse();
        Should.Throw<BenchException>(() => _bench.EvaluatePicture(explained, "no such mask.png")).Message.ShouldContain("no such mask");
        using var texts = Explainer.Open(Repository.Model("sst2-bert-mini"));
        Should.Throw<BenchException>(() => texts.EvaluatePicture(texts.Explain("fine", explainers: ["random"]), mask)).Message
            .ShouldContain("not a picture");
    }

    [Fact]
    public void Each_class_can_be_explained_but_one_call_gives_one()
    {
        _bench.ExplainEachPicture(_picture, "all", ["gradient"]).Select(one => one.Target).ShouldBe(_bench.Model.Labels);
        Should.Throw<BenchException>(() => _bench.ExplainPicture(_picture, "all", ["gradient"])).Remedy.ShouldContain("ExplainEachPicture");
    }

    [Fact]
    public void A_picture_has_no_second_text() => Should.Throw<BenchException>(
        () => _bench.ExplainPicture(_picture, options: new ExplainOptions { TextPair = "a" })).Where.ShouldBe("TextPair");

    [Fact]
    public void What_is_no_picture_and_what_sees_none_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("no.png", "no picture");
        Should.Throw<BenchException>(() => _bench.ExplainPicture(folder.File("no.png"))).Message.ShouldContain("no.png");
        Should.Throw<BenchException>(() => _bench.ExplainPicture(folder.File("none.png"))).Message.ShouldContain("none.png");
        using var texts = Explainer.Open(Repository.Model("sst2-bert-mini"));
        Should.Throw<BenchException>(() => texts.ExplainPicture(_picture)).Problem.ShouldBe("The model takes texts, not pictures");
        Should.Throw<BenchException>(() => _bench.Explain("a")).Problem.ShouldBe("The model sees pictures");
    }

    [Fact]
    public async Task Work_on_another_thread_reports_and_stops()
    {
        var reports = new List<BenchProgress>();
        await _bench.ExplainPictureAsync(_picture, explainers: ["gradient", "random"], progress: new Reports(reports.Add));

        reports.ShouldBe([new("explain", "gradient", 1, 2), new("explain", "random", 2, 2)]);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            _bench.ExplainPictureAsync(_picture, explainers: ["gradient", "lime:samples=100000"], progress: new Reports(_ => stop.Cancel()),
                cancellationToken: stop.Token));
    }

    private sealed class Reports(Action<BenchProgress> report) : IProgress<BenchProgress>
    {
        public void Report(BenchProgress value) => report(value);
    }
}
