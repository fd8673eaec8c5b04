using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bench.Inference;

/// <summary>
/// Elements of products with rows of a table of distances, four at a time: where neighbouring distances have the same row or neighbouring
/// ones (<see cref="DistanceRows.IsGentle"/>), those of four lie within four floats.
/// </summary>
internal static unsafe class DistanceBlocks
{
    /// <summary>Queries and keys of a block.</summary>
    public const int Size = 4;

    /// <summary>scores[k] += terms[row of the distance to k], for four keys that follow each other.</summary>
    /// <param name="scores">The first key's score.</param>
    /// <param name="terms">A query's products.</param>
    /// <param name="rowOf">Row of the distance to the first key; those of farther distances follow it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddByQuery(float* scores, float* terms, int* rowOf)
    {
        Vector128<float> rising = Picked(terms, rowOf - (Size - 1));
        (Vector128.Load(scores) + Vector128.Shuffle(rising, Vector128.Create(3, 2, 1, 0))).Store(scores);
    }

    /// <summary>scores[q, k] += terms[k, row of q − k], for four queries and four keys that follow each other.</summary>
    /// <param name="scores">The score of the first query and key.</param>
    /// <param name="stride">From one query's scores to the next.</param>
    /// <param name="terms">The first key's products.</param>
    /// <param name="termStride">From one key's products to the next.</param>
    /// <param name="rowOf">Row of the distance of the first query and key; those of larger distances follow it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddByKey(float* scores, nint stride, float* terms, nint termStride, int* rowOf)
    {
        (Vector128<float> query0, Vector128<float> query1, Vector128<float> query2, Vector128<float> query3) = Transposition.Turn(
            Picked(terms, rowOf),
            Picked(terms + termStride, rowOf - 1),
            Picked(terms + (2 * termStride), rowOf - 2),
            Picked(terms + (3 * termStride), rowOf - 3));
        (Vector128.Load(scores) + query0).Store(scores);
        (Vector128.Load(scores + stride) + query1).Store(scores + stride);
        (Vector128.Load(scores + (2 * stride)) + query2).Store(scores + (2 * stride));
        (Vector128.Load(scores + (3 * stride)) + query3).Store(scores + (3 * stride));
    }

    /// <summary>terms[k, row of q − k] += scores[q, k] for the same, where every distance has a row of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterByKey(float* scores, nint stride, float* terms, nint termStride, int* rowOf)
    {
        // Rows fall with the distance: the last query comes first.
        (Vector128<float> key0, Vector128<float> key1, Vector128<float> key2, Vector128<float> key3) = Transposition.Turn(
            Vector128.Load(scores + (3 * stride)), Vector128.Load(scores + (2 * stride)), Vector128.Load(scores + stride),
            Vector128.Load(scores));
        float* first = terms + rowOf[Size - 1];
        Add(first, key0);
        Add(first + termStride + 1, key1);
        Add(first + (2 * (termStride + 1)), key2);
        Add(first + (3 * (termStride + 1)), key3);
    }

    /// <summary>terms[row of q − k] += scores[q, k] for four queries that follow each other and one key, whatever rows they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterQueries(float* scores, nint stride, float* terms, int* rowOf)
    {
        terms[rowOf[0]] += scores[0];
        terms[rowOf[1]] += scores[stride];
        terms[rowOf[2]] += scores[2 * stride];
        terms[rowOf[3]] += scores[3 * stride];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* target, Vector128<float> value) => (Vector128.Load(target) + value).Store(target);

    // Elements at the rows of four rising distances.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Picked(float* terms, int* rowOf)
    {
        int lowest = rowOf[Size - 1];
        return Vector128.ShuffleNative(Vector128.Load(terms + lowest), Vector128.Load(rowOf) - Vector128.Create(lowest));
    }
}
