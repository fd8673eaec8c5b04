using System.Collections.Concurrent;

namespace Bench.Inference;

/// <summary>Objects that are dear to make and are used by one thread at a time.</summary>
internal sealed class Pool<T>(Func<T> create)
    where T : class
{
    private readonly ConcurrentStack<T> _free = new();

    /// <summary>A free object, or a new one.</summary>
    public T Rent() => _free.TryPop(out T? item) ? item : create();

    /// <summary>Gives an object back.</summary>
    public void Return(T item) => _free.Push(item);

    /// <summary>Takes out all free objects.</summary>
    public IEnumerable<T> Drain()
    {
        while (_free.TryPop(out T? item))
        {
            yield return item;
        }
    }
}
