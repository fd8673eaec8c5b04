using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The explainer to use under a budget, and why.</summary>
public sealed record Recommendation
{
    /// <summary>What was asked for.</summary>
    public required Preference Preference { get; init; }

    /// <summary>What an explanation may cost.</summary>
    public required Budget Budget { get; init; }

    /// <summary>
    /// The explainer of the highest quality within the budget; <see langword="null"/> where none of them beats random scores on any of
    /// the metrics.
    /// </summary>
    public required Candidate? Chosen { get; init; }

    /// <summary>What each metric says of it.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>The cheapest explainer that no metric tells apart from the chosen one as worse, where that is another one.</summary>
    public required Candidate? Cheaper { get; init; }

    /// <summary>
    /// All explainers that could be chosen, from the best quality on; the front of quality against cost is marked. Those are not among them
    /// that are random or exact, silent on more than 5 % of the cases, or without signs where signs are asked for.
    /// </summary>
    public required ImmutableArray<Candidate> Candidates { get; init; }

    /// <summary>
    /// Metrics of the preferred family that were left out: they failed their self-test, are shown only, or ask what another asks.
    /// </summary>
    public required ImmutableArray<string> LeftOut { get; init; }

    /// <summary>
    /// Why nothing should be made of it: <c>too few cases (n = 6; about 150 would do)</c>; <see langword="null"/> where there are enough.
    /// </summary>
    public string? Caution { get; init; }

    /// <summary>Chooses an explainer.</summary>
    /// <param name="results">The run that is the evidence.</param>
    /// <param name="budget">What an explanation may cost.</param>
    /// <param name="preference">What matters.</param>
    /// <exception cref="BenchException">The run has no usable metric of that kind, or no explainer within the budget.</exception>
    public static Recommendation Of(ResultSet results, Budget budget, Preference preference)
    {
        ComparisonTable table = results.Table;
        string family = Family(preference);
        ComparisonColumn[] ofFamily = [.. table.Columns.Where(column => column.Descriptor.Family == family)];
        ComparisonColumn[] columns = [.. JoinedMetrics.Of(table, family).Columns];
        if (columns.Length == 0)
        {
            throw NoMetric(table, family, ofFamily);
        }

        ImmutableArray<Candidate> candidates = CandidateList.Of(results, columns, budget);
        if (candidates.IsEmpty)
        {
            throw new BenchException("The run has no explainer to choose", null,
                "Run the suite with some besides 'random' and 'exact' that give signed scores and are silent on few cases");
        }

        Candidate[] allowed = [.. candidates.Where(candidate => candidate.WithinBudget)];
        if (allowed.Length == 0)
        {
            Candidate cheapest = candidates.MinBy(candidate => candidate.Rows)!;
            throw new BenchException(
                FormattableString.Invariant(
                    $"No explainer of the run stays within {budget}; the cheapest, {cheapest.Name}, takes {cheapest.Rows:0.#} rows and {cheapest.Milliseconds:0.#} ms"),
                null, "Raise the budget, or run the suite with cheaper explainers");
        }

        Candidate chosen = allowed[0];
        Candidate? runnerUp = allowed.Skip(1).FirstOrDefault();
        ImmutableArray<Evidence> evidence = [.. columns.Select(column => Support(column, chosen, runnerUp))];
        bool isUseful = evidence.Any(item => item.BeatsFloor != false);
        return new Recommendation
        {
            Preference = preference,
            Budget = budget,
            Chosen = isUseful ? chosen : null,
            Evidence = evidence,
            Cheaper = isUseful ? FindCheaper(columns, allowed) : null,
            Candidates = candidates,
            LeftOut = [.. ofFamily.Except(columns).Select(column => column.Name)],
            Caution = SmallSample.Of(columns),
        };
    }

    /// <summary>The family of metrics that a preference looks at.</summary>
    /// <param name="preference">What matters.</param>
    public static string Family(Preference preference) => preference switch
    {
        Preference.Faithful => MetricFamily.Faithfulness,
        Preference.Plausible => MetricFamily.Plausibility,
        Preference.Stable => MetricFamily.Robustness,
        Preference.Simple => MetricFamily.Complexity,
        _ => MetricFamily.GroundTruth,
    };

    private static BenchException NoMetric(ComparisonTable table, string family, ComparisonColumn[] ofFamily)
    {
        if (SmallSample.OfFailed(ofFamily) is { } few)
        {
            return new BenchException(
                $"The run has {few} to tell whether any metric of {family} can be relied on", "--prefer", "Run the suite on more texts");
        }

        string[] families =
            [.. table.Columns.Select(column => column.Descriptor.Family).Where(other => other != MetricFamily.Cost).Distinct()];
        return new BenchException(
            ofFamily.Length == 0
                ? $"The run has no metric of {family}"
                : $"No metric of {family} passes its self-test, counts and has scores in this run",
            "--prefer",
            $"Run the suite with such metrics (see `list metrics`); this run has {string.Join(", ", families)}");
    }

    private static Evidence Support(ComparisonColumn column, Candidate chosen, Candidate? runnerUp) => new(
        column.Name,
        column.Comparison.Means[chosen.Index],
        column.Floor < 0 || !MetricSelfTest.HasFloor(column.Descriptor) ? null : column.Comparison.Means[column.Floor].Mean,
        column.BeatsFloor(chosen.Index),
        column.Standing(chosen.Index),
        runnerUp is null ? null : column.Comparison.Verdict(chosen.Index, runnerUp.Index).InWords(chosen.Name, runnerUp.Name));

    private static Candidate? FindCheaper(ComparisonColumn[] columns, Candidate[] allowed)
    {
        Candidate chosen = allowed[0];
        return allowed.Skip(1)
            .Where(other => other.Rows < chosen.Rows && columns.All(column => !IsWorse(column, other.Index, chosen.Index)))
            .MinBy(other => other.Rows);
    }

    private static bool IsWorse(ComparisonColumn column, int explainer, int than) =>
        column.Comparison.Verdict(explainer, than).Kind == VerdictKind.SecondBetter;
}
