using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>
/// Whether stated intervals and verdicts keep their promise on simulated scores whose truth is known: <c>study statistics</c>, small.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class CoverageTests
{
    private const int Trials = 2000;

    private static readonly Lazy<StatisticsFindings> _findings = new(() => new StatisticsStudy(Trials).Run(new Silent()));

    [Fact]
    public void Intervals_hold_the_mean_as_often_as_they_say_and_equal_explainers_are_rarely_told_apart()
    {
        // Three standard errors of a share near 5 % in this many trials.
        double slack = 3 * Math.Sqrt(0.05 * 0.95 / Trials);
        SituationFinding[] findings = [.. _findings.Value.Situations.Where(finding => finding.Situation.Exception is null)];
        findings.Length.ShouldBeGreaterThan(_findings.Value.Situations.Length / 2);
        foreach (SituationFinding finding in findings)
        {
            string name = $"{finding.Situation.Name}, n = {finding.Situation.Texts}";
            if (finding.Situation.TrueMean is null)
            {
                finding.Share.ShouldBeLessThanOrEqualTo(StatisticsStudy.MostFalse + slack, name);
            }
            else
            {
                finding.Share.ShouldBeInRange(StatisticsStudy.LeastCoverage - slack, StatisticsStudy.MostCoverage + slack, name);
            }
        }
    }

    [Fact]
    public void Cases_of_one_text_taken_for_texts_would_break_the_promise()
    {
        // What the study would find without clusters: the same scores twice halve the variance that is believed.
        var random = new DeterministicRandom(5);
        int covered = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] texts = [.. Enumerable.Range(0, 40).Select(_ => random.NextGaussian())];
            MeanEstimate cases = MeanInference.Estimate([.. texts, .. texts]);
            covered += cases.Low <= 0 && 0 <= cases.High ? 1 : 0;
        }

        ((double)covered / Trials).ShouldBeLessThan(0.87);
    }

    [Fact]
    public void Findings_name_their_exceptions()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        _findings.Value.Write(writer);

        writer.ToString().ShouldContain("| two classes with mirrored scores | 40 | ");
        writer.ToString().ShouldContain("an interval that drops three of 50 covers 92.2 %");
    }

    private sealed class Silent : IRunProgress
    {
        public void Started(int instances, int done)
        {
        }

        public void Advanced(int done)
        {
        }
    }
}
