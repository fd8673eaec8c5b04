using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ProtocolTests
{
    private static readonly double[] _good = SampleRun.Noisy(30, 0.7, "good");
    private static readonly double[] _fair = SampleRun.Noisy(30, 0.4, "fair");

    [Fact]
    public void A_suite_registers_what_is_to_be_found_and_how_it_is_judged()
    {
        EvaluationProtocol protocol = Read("""
            protocol:
              plausibility: all
              constant-explanations: random-order
              hypotheses: ["lime beats gradient: by far"]
              explainers: ["lime:seed=1,samples=50", random]
              metrics: [auprc]
            """).Protocol;

        protocol.ShouldBe(new EvaluationProtocol
        {
            Plausibility = PlausibilityCases.All,
            ConstantExplanations = ConstantExplanations.RandomOrder,
            Hypotheses = ["lime beats gradient: by far"],
            Explainers = ["lime:samples=50,seed=1", "random"],
            Metrics = ["auprc"],
        });
        Read("").Protocol.ShouldBe(new EvaluationProtocol());
    }

    [Theory]
    [InlineData("protocol: {plausibility: right}", "true-class | all")]
    [InlineData("protocol: {hypothesis: [x]}", "Did you mean 'hypotheses'?")]
    [InlineData("protocol: {hypotheses: [{a: b}]}", "not a text")]
    [InlineData("protocol: {explainers: ['lime:samples']}", "suite.yaml:")]
    [InlineData("protocol: yes", "a mapping")]
    public void Nonsense_is_refused(string yaml, string expected) =>
        Should.Throw<BenchException>(() => Read(yaml)).ToString().ShouldContain(expected);

    [Fact]
    public void What_came_after_the_registration_is_marked()
    {
        ResultSet results = new SampleRun("a", "late") { Protocol = new EvaluationProtocol { Explainers = ["a"], Hypotheses = ["a wins"] } }
            .With("faithfulness/m", _good, _fair).Results();

        ProtocolChecklist.Added(results.Run).ShouldBe(["late"]);
        ProtocolItem item = ProtocolChecklist.Of(results)[0];
        (item.Answer, item.IsMet).ShouldBe(("1 explainers, 0 metrics, 1 hypotheses; added afterwards: late", false));
        ProtocolChecklist.Of(new SampleRun("a").With("faithfulness/m", _good).Results())[0].Answer.ShouldBe(
            "no: all findings are exploratory");
    }

    [Fact]
    public void The_checklist_is_filled_in_by_the_run()
    {
        ResultSet results = new SampleRun("a", "b", "random")
        {
            Texts = [.. Enumerable.Range(0, 30).Select(i => $"{i / 2}")],
            Labels = [.. Enumerable.Range(0, 30).Select(i => i < 10 ? "NO" : "YES")],
        }
            .With("faithfulness/m", _good, _fair, SampleRun.Noisy(30, 0.1, "r"))
            .With("plausibility/p", [.. _good[..20], .. SampleRun.Constant(10, double.NaN)], _fair, SampleRun.Noisy(30, 0.1, "q"))
            .Results();

        string[] answers = [.. ProtocolChecklist.Of(results).Select(item => $"{item.Answer}: {item.IsMet}")];

        answers[1..].ShouldBe(
        [
            "15 texts in 30 cases: False",
            "yes, on 20 of 30 cases with a label: True",
            "yes: True",
            "2 of 2 tested metrics: True",
            "not a on p: False",
            "the run has no metric that removes tokens: ",
            "none: ",
            "unknown: no text was marked by two: ",
            "6: ",
        ]);
    }

    private static Suite Read(string protocol)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("suite.yaml", $"""
            name: mine
            version: 1
            dataset:
              format: jsonl
              path: x.jsonl
            models: [m]
            explainers: [random]
            metrics: [auprc]
            {protocol}
            """);
        return SuiteFile.Read(file);
    }
}
