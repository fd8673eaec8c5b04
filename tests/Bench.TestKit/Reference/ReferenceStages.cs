using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// Swin's stages, step by step as Liu et al. 2021 describe and transformers computes them: pad the normalised grid, roll it, cut it into
/// windows, attend with biases by place and −100 between regions, roll back. Its geometry is its own, so that it can contradict the plan's.
/// </summary>
internal static class ReferenceStages
{
    /// <summary>From the embeddings to the last stage's states.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="hidden">[rows · columns, width] of the first stage.</param>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">Its weights.</param>
    public static TapeValue Forward(Tape tape, TapeValue hidden, EncoderConfig config, EncoderWeights weights)
    {
        (int rows, int columns) = (config.Picture!.Rows, config.Picture.Columns);
        for (int s = 0; s < config.Stages.Length; s++)
        {
            EncoderConfig own = config.OfStage(s);
            int window = config.Stages[s].Window;
            for (int block = 0; block < own.Layers; block++)
            {
                LayerWeights layer = weights.Layers[config.Stages[s].FirstLayer + block];
                int shift = block % 2 == 0 || Math.Min(rows, columns) <= window ? 0 : window / 2;
                hidden = Layer(tape, hidden, layer, own, (rows, columns), window, shift);
                if (layer.Joining is { } joining)
                {
                    hidden = Join(tape, hidden, joining, own, rows, columns);
                    (rows, columns) = ((rows + 1) / 2, (columns + 1) / 2);
                }
            }
        }

        return hidden;
    }

    private static TapeValue Layer(
        Tape tape, TapeValue x, LayerWeights layer, EncoderConfig config, (int Rows, int Columns) grid, int window, int shift)
    {
        TapeValue normed = tape.Norm(x, ReferenceAttention.Norm(layer.AttentionNorm, config)!);
        int height = (grid.Rows + window - 1) / window * window, width = (grid.Columns + window - 1) / window * window;
        TapeValue sum = x;
        for (int top = 0; top < height; top += window)
        {
            for (int left = 0; left < width; left += window)
            {
                // Cells of the rolled, padded grid; where they come from, and the region each lies in.
                (int Y, int X)[] cells = [.. Enumerable.Range(0, window * window).Select(i => (top + (i / window), left + (i % window)))];
                int[] sources = [.. cells.Select(cell => Source((cell.Y + shift) % height, (cell.X + shift) % width, grid))];
                int[] regions =
                    [.. cells.Select(cell =>
                        shift == 0 ? 0 : (10 * Slice(cell.Y, height, window, shift)) + Slice(cell.X, width, window, shift))];
                TapeValue attended = tape.Linear(
                    Attend(tape, tape.Rows(normed, sources), layer, config, window, regions), layer.AttentionOutput);
                sum = tape.Add(
                    sum, tape.Rows(attended, [.. Enumerable.Range(0, x.Value.Rows).Select(state => Array.IndexOf(sources, state))]));
            }
        }

        TapeValue between = tape.Norm(sum, ReferenceAttention.Norm(layer.OutputNorm, config)!);
        return tape.Add(sum, tape.Linear(tape.Activate(tape.Linear(between, layer.Intermediate), config.Activation), layer.Output));
    }

    private static int Source(int y, int x, (int Rows, int Columns) grid) =>
        y < grid.Rows && x < grid.Columns ? (y * grid.Columns) + x : -1;

    // The slices [0, −M), [−M, −shift), [−shift, end).
    private static int Slice(int at, int size, int window, int shift) => at >= size - shift ? 2 : at >= size - window ? 1 : 0;

    private static TapeValue Attend(Tape tape, TapeValue states, LayerWeights layer, EncoderConfig config, int window, int[] regions)
    {
        int n = states.Value.Rows;
        TapeValue queries = tape.Linear(states, layer.Query), keys = tape.Linear(states, layer.Key), values = tape.Linear(
            states, layer.Value);
        TapeValue table = tape.Write(Grid.From(layer.WindowBias!.Value));
        var apart = new Grid(n, n);
        for (int i = 0; i < n * n; i++)
        {
            apart[i / n, i % n] = regions[i / n] == regions[i % n] ? 0 : -100;
        }

        return tape.Beside([.. Enumerable.Range(0, config.Heads).Select(head =>
        {
            TapeValue scores = tape.Scale(
                tape.TimesTransposed(
                    ReferenceAttention.Head(tape, queries, head, config), ReferenceAttention.Head(tape, keys, head, config)),
                1 / Math.Sqrt(config.HeadSize));
            TapeValue bias = tape.Pick(table, n, n, (i, j) => (((((i / window) - (j / window) + window - 1) * ((2 * window) - 1))
                + (i % window) - (j % window) + window - 1), head));
            TapeValue map = tape.Softmax(tape.Add(tape.Add(scores, bias), tape.Write(apart)), (_, _) => true);
            return tape.Times(map, ReferenceAttention.Head(tape, values, head, config));
        })]);
    }

    private static TapeValue Join(Tape tape, TapeValue x, JoiningWeights joining, EncoderConfig config, int rows, int columns)
    {
        (int Down, int Right)[] corners = [(0, 0), (1, 0), (0, 1), (1, 1)];
        TapeValue[] parts = [.. corners.Select(corner => tape.Rows(x, [.. Corners(corner.Down, corner.Right)]))];
        return tape.Linear(tape.Norm(tape.Beside(parts), ReferenceAttention.Norm(joining.Norm, config)!), joining.Reduction);

        IEnumerable<int> Corners(int down, int right)
        {
            for (int row = 0; row < rows; row += 2)
            {
                for (int column = 0; column < columns; column += 2)
                {
                    yield return Source(row + down, column + right, (rows, columns));
                }
            }
        }
    }
}
