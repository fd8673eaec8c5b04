namespace Bench.Evaluation;

/// <summary>
/// Which cases are of one text. Several targets of a text, several copies of it and several annotators of it do not vary
/// independently, so whatever is resampled or tested is the text: a text's score is the mean over its cases (cluster summaries:
/// Donner and Klar 2000, section 6.2; Galbraith, Daniel and Vissel 2010).
/// </summary>
public sealed class TextClusters
{
    private readonly int[] _textOf;

    private TextClusters(int[] textOf, int count) => (_textOf, Count) = (textOf, count);

    /// <summary>Number of texts.</summary>
    public int Count { get; }

    /// <summary>Number of cases.</summary>
    public int Cases => _textOf.Length;

    /// <summary>The text of a case, from 0 in order of appearance.</summary>
    /// <param name="place">Place of the case.</param>
    public int this[int place] => _textOf[place];

    /// <summary>Every case is a text of its own.</summary>
    /// <param name="cases">Number of cases.</param>
    public static TextClusters Single(int cases) => new([.. Enumerable.Range(0, cases)], cases);

    /// <summary>Cases with equal keys are of one text.</summary>
    /// <param name="keys">One key per case.</param>
    public static TextClusters Of(IEnumerable<string> keys)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] textOf = [.. keys.Select(key => places.TryAdd(key, places.Count) ? places.Count - 1 : places[key])];
        return new TextClusters(textOf, places.Count);
    }

    /// <summary>The mean of each text's values, NaN left out.</summary>
    /// <param name="values">One value per case; NaN for none.</param>
    /// <returns>One mean per text that has a value, in order of texts.</returns>
    public double[] Means(IReadOnlyList<double> values)
    {
        double[] sums = new double[Count];
        int[] counts = new int[Count];
        for (int place = 0; place < _textOf.Length; place++)
        {
            if (!double.IsNaN(values[place]))
            {
                sums[_textOf[place]] += values[place];
                counts[_textOf[place]]++;
            }
        }

        return [.. Enumerable.Range(0, Count).Where(text => counts[text] > 0).Select(text => sums[text] / counts[text])];
    }
}
