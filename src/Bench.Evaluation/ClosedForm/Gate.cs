using System.Numerics;

namespace Bench.Evaluation;

/// <summary>How a gate joins its words.</summary>
internal enum GateKind
{
    /// <summary>All of them: the product of their counts, which is also a polynomial's interaction.</summary>
    And,

    /// <summary>At least one: 1 − Π (1 − n).</summary>
    Or,

    /// <summary>An odd number of them: (1 − Π (1 − 2n)) / 2.</summary>
    Xor,

    /// <summary>
    /// One word: n + amplitude · sin(2π · frequency · n), a straight line at whole counts whose slope there says nothing of it.
    /// </summary>
    Wave,
}

/// <summary>
/// A joint effect of some words. All kinds but the wave are multilinear in the words' counts, Σ over non-empty sets S of the words of
/// a(|S|) Π n over S, with a(s) = [s = k] for AND, (−1)ˢ⁺¹ for OR, (−2)ˢ⁻¹ for XOR, so that slopes and Shapley values follow term by term.
/// </summary>
/// <param name="Kind">How the words are joined.</param>
/// <param name="Slots">Indices of the words among all words of gates.</param>
/// <param name="Weight">Effect of the gate when it is open.</param>
/// <param name="Amplitude">Height of a wave in units of the weight.</param>
/// <param name="Frequency">Periods of a wave between two counts.</param>
internal sealed record Gate(GateKind Kind, int[] Slots, double Weight, double Amplitude = 0, int Frequency = 0)
{
    /// <summary>The gate's effect.</summary>
    /// <param name="counts">How often each word of any gate is there.</param>
    public double Value(ReadOnlySpan<double> counts)
    {
        if (Kind == GateKind.Wave)
        {
            double count = counts[Slots[0]];
            return Weight * (count + (Amplitude * Math.Sin(2 * Math.PI * Frequency * count)));
        }

        double sum = 0;
        for (uint set = 1; set < 1u << Slots.Length; set++)
        {
            sum += Term(set, counts, -1);
        }

        return Weight * sum;
    }

    /// <summary>Derivative by the count of one of the gate's words.</summary>
    /// <param name="counts">How often each word of any gate is there.</param>
    /// <param name="word">Place of the word in <see cref="Slots"/>.</param>
    public double Slope(ReadOnlySpan<double> counts, int word) => Kind == GateKind.Wave
        ? Weight * (1 + (Amplitude * 2 * Math.PI * Frequency * Math.Cos(2 * Math.PI * Frequency * counts[Slots[0]])))
        : OverSetsWith(counts, word, shared: false);

    /// <summary>Shapley value of one token of a word: each term is shared equally by the tokens in it (Harsanyi 1963).</summary>
    /// <param name="counts">How often each word of any gate is there.</param>
    /// <param name="word">Place of the word in <see cref="Slots"/>.</param>
    public double Share(ReadOnlySpan<double> counts, int word) => Kind == GateKind.Wave ? Weight : OverSetsWith(counts, word, shared: true);

    private double OverSetsWith(ReadOnlySpan<double> counts, int word, bool shared)
    {
        double sum = 0;
        for (uint set = 1; set < 1u << Slots.Length; set++)
        {
            if ((set >> word & 1) == 1)
            {
                sum += Term(set, counts, word) / (shared ? BitOperations.PopCount(set) : 1);
            }
        }

        return Weight * sum;
    }

    // One term, without the factor of one word.
    private double Term(uint set, ReadOnlySpan<double> counts, int without)
    {
        int size = BitOperations.PopCount(set);
        double term = Kind switch
        {
            GateKind.And => size == Slots.Length ? 1 : 0,
            GateKind.Or => size % 2 == 1 ? 1 : -1,
            _ => Math.Pow(-2, size - 1),
        };
        for (int i = 0; i < Slots.Length && term != 0; i++)
        {
            term *= (set >> i & 1) == 1 && i != without ? counts[Slots[i]] : 1;
        }

        return term;
    }
}
