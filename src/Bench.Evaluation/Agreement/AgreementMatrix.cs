namespace Bench.Evaluation;

/// <summary>The agreement of every two explainers by one measure: of one case, or the mean over many.</summary>
public sealed class AgreementMatrix
{
    private readonly double[,] _sums;
    private readonly int[,] _counts;

    internal AgreementMatrix(AgreementMeasure measure, int explainers)
    {
        Measure = measure;
        _sums = new double[explainers, explainers];
        _counts = new int[explainers, explainers];
    }

    /// <summary>The measure.</summary>
    public AgreementMeasure Measure { get; }

    /// <summary>Agreement of two explainers; NaN where no case could be measured.</summary>
    /// <param name="first">Index of the first explainer.</param>
    /// <param name="second">Index of the second explainer.</param>
    public double this[int first, int second] => _counts[first, second] == 0 ? double.NaN : _sums[first, second] / _counts[first, second];

    /// <summary>How many cases could be measured.</summary>
    /// <param name="first">Index of the first explainer.</param>
    /// <param name="second">Index of the second explainer.</param>
    public int Count(int first, int second) => _counts[first, second];

    internal void Add(int first, int second, double agreement)
    {
        if (double.IsNaN(agreement))
        {
            return;
        }

        _sums[first, second] += agreement;
        _counts[first, second]++;
        if (first != second)
        {
            _sums[second, first] += agreement;
            _counts[second, first]++;
        }
    }

    internal void Add(AgreementMatrix other)
    {
        for (int i = 0; i < _sums.GetLength(0); i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Add(i, j, other[i, j]);
            }
        }
    }
}
