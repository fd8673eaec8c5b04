using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class WholeTextTests
{
    [Fact]
    public void A_study_refuses_a_model_that_answers_for_every_token_and_says_what_takes_it()
    {
        ModelInfo info = ReferenceEncoder.Load(GoldenTask.Model("bert-ner")).Info;

        Should.Throw<BenchException>(() => WholeText.Require(info, "suite.yaml")).Message.ShouldContain("explain");
        WholeText.Require(info with { Head = HeadKind.Sequence }, "suite.yaml");
    }
}
