using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Word embeddings of single tokens, looked up or replaced; of a picture, their pixels.</summary>
internal static unsafe class WordRows
{
    /// <summary>Writes the word embedding of a row's token, padded with zeros.</summary>
    public static void WriteWord(this PackedEncoder model, InputRow row, int position, float* x)
    {
        int width = model.Words.Shape[1];
        ReadOnlySpan<float> own = row.Embeddings is { } replaced ? replaced.Origin.Span : row.Pixels.Span;
        ReadOnlySpan<float> words = own.IsEmpty ? model.Words.Span : own;
        int source = own.IsEmpty ? row.TokenIds.Span[position] : position;
        Write(words.Slice(source * width, width), x);
        Step(model.Kernels, row.Embeddings, position, width, x);
    }

    /// <summary>Writes the word embedding of an id, padded with zeros.</summary>
    public static void WriteId(this PackedEncoder model, int id, float* x)
    {
        int width = model.Words.Shape[1];
        Write(model.Words.Span.Slice(id * width, width), x);
    }

    /// <summary>target += source.</summary>
    public static void AddTo(this KernelSet kernels, Span<float> target, float* source)
    {
        fixed (float* start = target)
        {
            kernels.AddScaled(start, source, 1, target.Length);
        }
    }

    private static void Write(ReadOnlySpan<float> word, float* x)
    {
        word.CopyTo(new Span<float>(x, word.Length));
        new Span<float>(x + word.Length, Padding.Pad(word.Length) - word.Length).Clear();
    }

    // One step along the direction from the origin, for interpolated and noisy embeddings.
    private static void Step(KernelSet kernels, ReplacedEmbeddings? replaced, int position, int width, float* x)
    {
        if (replaced is null || replaced.Direction.IsEmpty || replaced.Coefficient == 0)
        {
            return;
        }

        fixed (float* direction = replaced.Direction.Span.Slice(position * width, width))
        {
            kernels.AddScaled(x, direction, replaced.Coefficient, width);
        }
    }
}
