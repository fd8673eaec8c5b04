using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>
/// Numbers [n, E] that rows bring themselves: word embeddings, or what their gradient is multiplied by. Rows on one line, as Integrated
/// Gradients ask for them, share two points; these go to the device once, and a number a row.
/// </summary>
internal static class ReplacedWords
{
    /// <summary>Puts the rows' own embeddings, or pixels, in the place of those looked up, in the format of the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="shape">B, n and E.</param>
    /// <param name="words">Word embeddings [B, n, E], looked up; <see langword="null"/> where all rows have their own.</param>
    public static TorchTensor In(
        DeviceEncoder model, IReadOnlyList<InputRow> rows, (int Count, int Length, int Width) shape, TorchTensor? words) =>
        In(model, [.. rows.Select(Own)], shape, words, model.Type);

    /// <summary>What the gradient of each row is multiplied by, in single precision.</summary>
    /// <param name="model">The model.</param>
    /// <param name="queries">The queries of the batch.</param>
    /// <param name="words">Word embeddings [B, n, E], for rows that are multiplied by their own input.</param>
    public static TorchTensor Factors(DeviceEncoder model, IReadOnlyList<Query> queries, TorchTensor words)
    {
        TorchTensor inputs = words.to(torch.ScalarType.Float32);
        return queries.All(query => query.Factor.IsEmpty) ? inputs : In(
            model,
            [.. queries.Select(query => query.Factor.IsEmpty ? null : new ReplacedEmbeddings(query.Factor))],
            ((int)words.shape[0], (int)words.shape[1], (int)words.shape[2]),
            inputs,
            torch.ScalarType.Float32);
    }

    private static TorchTensor In(
        DeviceEncoder model,
        ReplacedEmbeddings?[] given,
        (int Count, int Length, int Width) shape,
        TorchTensor? words,
        torch.ScalarType type)
    {
        (int count, int length, int width) = shape;
        var lines = new List<(ReadOnlyMemory<float> Origin, ReadOnlyMemory<float> Direction)>();
        long[] lineOf = new long[count];
        float[] steps = new float[count], looked = new float[count];
        for (int row = 0; row < count; row++)
        {
            if (given[row] is not { } replaced)
            {
                looked[row] = 1;
                continue;
            }

            (ReadOnlyMemory<float>, ReadOnlyMemory<float>) line = (replaced.Origin, replaced.Direction);
            int known = lines.IndexOf(line);
            lineOf[row] = known < 0 ? lines.Count : known;
            steps[row] = replaced.Coefficient;
            if (known < 0)
            {
                lines.Add(line);
            }
        }

        TorchTensor indices = TorchApi.UploadIndices(model.Device, lineOf)[0];
        TorchTensor own = Points(line => line.Origin).index_select(0, indices);
        if (lines.Exists(line => !line.Direction.IsEmpty))
        {
            TorchTensor step = TorchApi.Upload(steps, torch.ScalarType.Float32, model.Device, count, 1, 1);
            own = own.add(Points(line => line.Direction).index_select(0, indices).mul(step));
        }

        own = own.to(type);
        return looked.AsSpan().ContainsAnyExcept(0)
            ? torch.where(model.Numbers(looked, count, 1, 1).to(torch.ScalarType.Bool), words!, own)
            : own;

        TorchTensor Points(Func<(ReadOnlyMemory<float> Origin, ReadOnlyMemory<float> Direction), ReadOnlyMemory<float>> of)
        {
            float[] points = new float[lines.Count * length * width];
            for (int line = 0; line < lines.Count; line++)
            {
                of(lines[line]).Span.CopyTo(points.AsSpan(line * length * width));
            }

            return TorchApi.Upload(points, torch.ScalarType.Float32, model.Device, lines.Count, length, width);
        }
    }

    private static ReplacedEmbeddings? Own(InputRow row) =>
        row.Embeddings ?? (row.Pixels.IsEmpty ? null : new ReplacedEmbeddings(row.Pixels));
}
