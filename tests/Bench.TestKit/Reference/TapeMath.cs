using Bench.Inference;

namespace Bench.TestKit;

/// <summary>The mathematics of transformers, one operation after another, each with its chain rule.</summary>
internal static class TapeMath
{
    /// <summary>a + b.</summary>
    public static TapeValue Add(this Tape tape, TapeValue a, TapeValue b) => tape.Write(a.Value + b.Value, d =>
    {
        a.Receive(d);
        b.Receive(d);
    });

    /// <summary>a ⊙ b.</summary>
    public static TapeValue Multiply(this Tape tape, TapeValue a, TapeValue b) => tape.Write(
        a.Value.Combine(b.Value, (x, y) => x * y),
        d =>
        {
            a.Receive(d.Combine(b.Value, (x, y) => x * y));
            b.Receive(d.Combine(a.Value, (x, y) => x * y));
        });

    /// <summary>a · factor.</summary>
    public static TapeValue Scale(this Tape tape, TapeValue a, double factor) =>
        tape.Write(a.Value.Map(x => x * factor), d => a.Receive(d.Map(x => x * factor)));

    /// <summary>f(a).</summary>
    public static TapeValue Activate(this Tape tape, TapeValue a, HiddenActivation activation) => tape.Write(
        a.Value.Map(x => ReferenceActivation.Value(activation, x)),
        d => a.Receive(d.Combine(a.Value, (outer, x) => outer * ReferenceActivation.Derivative(activation, x))));

    /// <summary>y = x Wᵀ + b.</summary>
    public static TapeValue Linear(this Tape tape, TapeValue x, Linear map)
    {
        Grid weight = Grid.From(map.Weight), bias = Grid.From(map.Bias);
        Grid y = Grid.TimesTransposed(x.Value, weight);
        for (int i = 0; i < y.Rows; i++)
        {
            for (int j = 0; j < y.Columns; j++)
            {
                y[i, j] += bias[0, j];
            }
        }

        return tape.Write(y, d => x.Receive(Grid.TimesTransposed(d, weight.Transpose())));
    }

    /// <summary>norm(x), row by row.</summary>
    public static TapeValue Norm(this Tape tape, TapeValue x, ReferenceNorm norm) =>
        tape.Write(norm.Forward(x.Value), d => x.Receive(norm.Backward(x.Value, d)));

    /// <summary>a bᵀ.</summary>
    public static TapeValue TimesTransposed(this Tape tape, TapeValue a, TapeValue b) => tape.Write(
        Grid.TimesTransposed(a.Value, b.Value),
        d =>
        {
            a.Receive(Grid.TimesTransposed(d, b.Value.Transpose()));
            b.Receive(Grid.TimesTransposed(d.Transpose(), a.Value.Transpose()));
        });

    /// <summary>a b.</summary>
    public static TapeValue Times(this Tape tape, TapeValue a, TapeValue b) => tape.Write(
        Grid.TimesTransposed(a.Value, b.Value.Transpose()),
        d =>
        {
            a.Receive(Grid.TimesTransposed(d, b.Value));
            b.Receive(Grid.TimesTransposed(a.Value.Transpose(), d.Transpose()));
        });

    /// <summary>Some neighbouring columns.</summary>
    public static TapeValue Columns(this Tape tape, TapeValue a, int first, int count) => tape.Write(a.Value.Slice(first, count), d =>
    {
        var all = new Grid(a.Value.Rows, a.Value.Columns);
        all.Paste(d, first);
        a.Receive(all);
    });

    /// <summary>Matrices side by side.</summary>
    public static TapeValue Beside(this Tape tape, params IReadOnlyList<TapeValue> parts)
    {
        int width = parts[0].Value.Columns;
        var all = new Grid(parts[0].Value.Rows, parts.Count * width);
        for (int i = 0; i < parts.Count; i++)
        {
            all.Paste(parts[i].Value, i * width);
        }

        return tape.Write(all, d =>
        {
            for (int i = 0; i < parts.Count; i++)
            {
                parts[i].Receive(d.Slice(i * width, width));
            }
        });
    }

    /// <summary>A matrix whose elements are elements of another, or 0.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="a">The other.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="place">Where an element comes from; null for 0.</param>
    public static TapeValue Pick(this Tape tape, TapeValue a, int rows, int columns, Func<int, int, (int Row, int Column)?> place)
    {
        var picked = new Grid(rows, columns);
        Each((i, j, row, column) => picked[i, j] = a.Value[row, column]);
        return tape.Write(picked, d =>
        {
            var all = new Grid(a.Value.Rows, a.Value.Columns);
            Each((i, j, row, column) => all[row, column] += d[i, j]);
            a.Receive(all);
        });

        void Each(Action<int, int, int, int> visit)
        {
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    if (place(i, j) is { } from)
                    {
                        visit(i, j, from.Row, from.Column);
                    }
                }
            }
        }
    }

    /// <summary>Some rows, in an order; −1 for zeros.</summary>
    public static TapeValue Rows(this Tape tape, TapeValue a, IReadOnlyList<int> rows) =>
        tape.Pick(a, rows.Count, a.Value.Columns, (i, j) => rows[i] < 0 ? null : (rows[i], j));

    /// <summary>Softmax of each row over the columns that count; all others get 0.</summary>
    public static TapeValue Softmax(this Tape tape, TapeValue scores, Func<int, int, bool> counts)
    {
        var map = new Grid(scores.Value.Rows, scores.Value.Columns);
        for (int i = 0; i < map.Rows; i++)
        {
            int[] columns = [.. Enumerable.Range(0, map.Columns).Where(j => counts(i, j))];
            double max = columns.Length == 0 ? 0 : columns.Max(j => scores.Value[i, j]);
            double sum = columns.Sum(j => Math.Exp(scores.Value[i, j] - max));
            foreach (int j in columns)
            {
                map[i, j] = Math.Exp(scores.Value[i, j] - max) / sum;
            }
        }

        return tape.Write(map, d =>
        {
            var back = new Grid(map.Rows, map.Columns);
            for (int i = 0; i < map.Rows; i++)
            {
                double mean = Enumerable.Range(0, map.Columns).Sum(j => map[i, j] * d[i, j]);
                for (int j = 0; j < map.Columns; j++)
                {
                    back[i, j] = map[i, j] * (d[i, j] - mean);
                }
            }

            scores.Receive(back);
        });
    }
}
