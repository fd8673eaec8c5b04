using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>How far the explainers of a run agree over all its cases.</summary>
public sealed class CorpusAgreement
{
    /// <summary>How many top tokens are compared unless said otherwise.</summary>
    public const int DefaultTop = 5;

    private readonly AgreementMatrix[] _matrices;

    private CorpusAgreement(ImmutableArray<string> explainers, int k)
    {
        Explainers = explainers;
        Top = k;
        _matrices = [.. Enum.GetValues<AgreementMeasure>().Select(measure => new AgreementMatrix(measure, explainers.Length))];
    }

    /// <summary>Names of the explainers, in order of the run.</summary>
    public ImmutableArray<string> Explainers { get; }

    /// <summary>How many top tokens were compared.</summary>
    public int Top { get; }

    /// <summary>Cases read.</summary>
    public int Cases { get; private set; }

    /// <summary>
    /// For every explainer the mean correlation with the consensus of all others, over the cases that have one; NaN where none has.
    /// </summary>
    public ImmutableArray<double> WithOthers { get; private set; } = [];

    /// <summary>Mean agreement by one measure.</summary>
    /// <param name="measure">The measure.</param>
    public AgreementMatrix this[AgreementMeasure measure] => _matrices[(int)measure];

    /// <summary>Compares the explanations of a run.</summary>
    /// <param name="results">The run. Its explanations are read once, one at a time.</param>
    /// <param name="k">How many top tokens are compared.</param>
    public static CorpusAgreement Of(ResultSet results, int k = DefaultTop)
    {
        var corpus = new CorpusAgreement([.. results.Run.Explainers.Select(explainer => explainer.Name)], k);
        double[] sums = new double[corpus.Explainers.Length];
        int[] counts = new int[corpus.Explainers.Length];
        foreach (CaseAgreement one in ByCase(results, k))
        {
            corpus.Cases++;
            foreach (AgreementMatrix matrix in corpus._matrices)
            {
                matrix.Add(one[matrix.Measure]);
            }

            for (int i = 0; i < sums.Length; i++)
            {
                if (!double.IsNaN(one.WithOthers[i]))
                {
                    sums[i] += one.WithOthers[i];
                    counts[i]++;
                }
            }
        }

        corpus.WithOthers = [.. sums.Zip(counts, (sum, count) => count == 0 ? double.NaN : sum / count)];
        return corpus;
    }

    /// <summary>Compares the explanations of every case of a run.</summary>
    /// <param name="results">The run. Its explanations are read one at a time.</param>
    /// <param name="k">How many top tokens are compared.</param>
    public static IEnumerable<CaseAgreement> ByCase(ResultSet results, int k = DefaultTop)
    {
        ImmutableArray<string> explainers = [.. results.Run.Explainers.Select(explainer => explainer.Name)];
        int floor = results.Run.Explainers.ToList().FindIndex(explainer => explainer.Descriptor.Id == ComparisonTable.FloorId);
        return results.Explanations.Select(record => new CaseAgreement(record, explainers, floor, k));
    }
}
