namespace Bench.Evaluation;

/// <summary>What reports need of a run beside its explanations, gathered while the store is read once.</summary>
/// <param name="run">What was run, its counts still 0.</param>
internal sealed class RunContents(RunManifest run)
{
    private readonly RunCount _count = new(run);
    private readonly CurveMeans _curves = new();
    private readonly List<RunCase> _cases = [];
    private readonly Dictionary<int, List<ScoreRow>> _scores = run.SeedNumbers.ToDictionary(seed => seed, _ => new List<ScoreRow>());

    /// <summary>The run's description with what was counted.</summary>
    public RunManifest Counted => _count.Counted;

    /// <summary>What is known of every case.</summary>
    public IReadOnlyList<RunCase> Cases => _cases;

    /// <summary>The mean curves.</summary>
    public IReadOnlyList<MeanCurve> Curves => _curves.Of(run);

    /// <summary>The scores of a seed.</summary>
    /// <param name="seed">Number of the seed, from 1.</param>
    public IReadOnlyList<ScoreRow> Scores(int seed) => _scores[seed];

    /// <summary>Gathers an instance.</summary>
    /// <param name="result">What came of it.</param>
    public void Add(InstanceResult result)
    {
        _count.Add(result);
        _cases.AddRange(result.Documents.Select(record => RunCase.Of(record, run.Model)));
        foreach ((int seed, List<ScoreRow> rows) in _scores)
        {
            rows.AddRange(result.OfSeed(seed));
        }

        foreach (ScoreCurve curve in result.Curves)
        {
            _curves.Add(curve);
        }
    }
}
