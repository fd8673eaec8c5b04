using Bench.Abstractions;
using Bench.TestKit;
using Xunit.Sdk;

namespace Bench.Inference.Tests;

/// <summary>The test kit itself: inputs made from golden files, comparisons that must fail, skipping.</summary>
public class GoldenInputTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Inputs_carry_the_tokens_of_their_file(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        TokenizedText input = golden.Input;
        input.FeaturePositions.ShouldBe(golden.FeaturePositions);
        input.Row.TokenIds.ToArray().ShouldBe(golden.InputIds);
        foreach (Token token in input.Tokens.Where(token => !token.IsSpecial))
        {
            string text = token.Segment == 0 ? input.Text : input.TextPair.ShouldNotBeNull();
            string piece = token.Text.StartsWith("##", StringComparison.Ordinal) ? token.Text[2..] : token.Text;
            text[token.Start..token.End].Replace('é', 'e').ShouldBe(piece, StringCompareShould.IgnoreCase);
        }

        input.Tokens[0].IsSpecial.ShouldBeTrue();
        input.Tokens[0].Word.ShouldBe(-1);
    }

    [Theory]
    [InlineData("bert-micro/pair", 6)]
    [InlineData("roberta-micro/pair", 7)]
    public void The_second_text_of_a_pair_starts_after_the_separators(string name, int first) =>
        GoldenCases.Load(name).Input.Tokens.Select(token => token.Segment)
            .ShouldBe(Enumerable.Range(0, GoldenCases.Load(name).InputIds.Length).Select(i => i < first ? 0 : 1));

    [Fact]
    public void There_are_cases_of_every_model()
    {
        GoldenCases.Models.Count.ShouldBe(7);
        GoldenCases.All.Count.ShouldBe(34);
        GoldenCases.Micro.Count.ShouldBe(30);
        GoldenCases.Trained.Count.ShouldBe(4);
        GoldenCases.Of("bert-micro").Count.ShouldBe(5);
        GoldenCases.WithText.Count.ShouldBe(24);
    }

    [Fact]
    public void Comparisons_name_the_worst_element()
    {
        Close.Within([1.0, 2, 3], [1.05, 2.2, 3.1], 0.21, 0, "x");
        Should.Throw<XunitException>(() => Close.Within([1.0, 2, 3], [1.05, 2.2, 3.1], 0.01, 0, "case x"))
            .Message.ShouldContain("case x: element 1 of 3 is 2.2, expected 2");
        Should.Throw<XunitException>(() => Close.Within([1.0, 100], [1.05, 100.5], 0, 0.01, "x")).Message.ShouldContain("element 0");
        Should.Throw<XunitException>(() => Close.Within([1.0, 2], [1.0], 1, 1, "x"));
        Should.Throw<XunitException>(() => Close.Within([1.0, 2], [double.NaN, 9.0], 1, 1, "x")).Message.ShouldContain("element 0");
        var tensor = new Tensor(new float[] { 10, 0 }, new Shape(2));
        Close.ToLargest(tensor, new Tensor(new float[] { 10, 0.9f }, new Shape(2)), 0, 0.1, "x");
        Should.Throw<XunitException>(() => Close.ToLargest(tensor, new Tensor(new float[] { 10, 1.1f }, new Shape(2)), 0, 0.1, "x"));
        Should.Throw<XunitException>(() => Close.ToLargest(tensor, new Tensor(new float[] { 10, 0 }, new Shape(2, 1)), 0, 0.1, "x"));
    }

    [Fact]
    public void What_the_shared_folder_lacks_is_a_reason_to_skip()
    {
        SharedFolder.Missing("no/such/thing").ShouldNotBeNull().ShouldContain("no/such/thing");
        new SharedFactAttribute("no/such/thing").Skip.ShouldNotBeNull();
        new SharedTheoryAttribute("no/such/thing").Skip.ShouldNotBeNull();
    }

    [SharedFact("models/planted-shortcut-bert-tiny/config.json")]
    public void The_planted_model_opens()
    {
        using ModelFolder model = ModelFolder.Open(SharedFolder.Find("models", "planted-shortcut-bert-tiny"));
        model.Config.Layers.ShouldBe(2);
    }
}
