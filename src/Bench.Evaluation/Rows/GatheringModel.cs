using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// For cores that do best with full batches (GPUs): whatever callers ask, of one kind or several, waits in one <see cref="RowQueue"/>, from
/// which every device takes batch by batch. Nobody waits for a batch to fill: a call that finds a device free begins at once. Callers lend
/// their threads: one that waits serves a device for all. Random twins are the first device's own, not gathered.
/// </summary>
public sealed class GatheringModel : ModelDecorator, IDisposable
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<IModel> _devices;
    private readonly Queue<IModel> _free;
    private readonly RowQueue _rows;
    private readonly List<RowRequest> _resting = [];

    /// <summary>Gathers for devices that have the same model.</summary>
    /// <param name="devices">The model on each.</param>
    /// <param name="batches">Batches that a device is given at a time: with two it prepares one while it computes the other.</param>
    /// <param name="tokens">Most tokens of a batch.</param>
    public GatheringModel(IReadOnlyList<IModel> devices, int batches = 2, int tokens = 8192)
        : base(devices[0])
    {
        _devices = devices;
        _free = new(Enumerable.Repeat(devices, batches).SelectMany(device => device));
        _rows = new RowQueue(tokens);
        Info = devices[0].Info;
        if (devices.Count > 1 && Info.Core is { } core)
        {
            Info = Info with { Core = core with { Device = string.Join(',', devices.Select(device => device.Info.Core!.Device)) } };
        }
    }

    public override ModelInfo Info { get; }

    /// <summary>Callers none of whose queries is in a batch yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _rows.Untouched;
            }
        }
    }

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        if (queries.Count == 0)
        {
            return [];
        }

        var request = new RowRequest(queries, cancellationToken);
        lock (_gate)
        {
            _rows.Add(request);
            _resting.Add(request);
            Occupy();
        }

        while (Turn(request) is { } device)
        {
            Serve(device, request);
        }

        return request.Result();
    }

    public override IModel Randomized(int first, int count, ulong seed) => Inner.Randomized(first, count, seed);

    public void Dispose()
    {
        foreach (IModel device in _devices)
        {
            (device as IDisposable)?.Dispose();
        }
    }

    // Waits until the caller's thread is wanted or its request is done.
    private IModel? Turn(RowRequest request)
    {
        while (true)
        {
            request.Rest();
            lock (_gate)
            {
                if (request.Device is { } device)
                {
                    request.Device = null;
                    return device;
                }

                if (request.IsDone)
                {
                    _resting.Remove(request);
                    return null;
                }
            }
        }
    }

    // Gives every free device to a caller that rests, as long as rows wait; whose rows wait is one of them, or serves and will rest.
    private void Occupy()
    {
        while (!_rows.IsEmpty && _free.Count > 0 && _resting.Find(request => !request.IsDone) is { } caller)
        {
            _resting.Remove(caller);
            caller.Device = _free.Dequeue();
            caller.Call();
        }
    }

    private void Serve(IModel device, RowRequest own)
    {
        IReadOnlyList<RowShare> batch;
        lock (_gate)
        {
            batch = _rows.IsEmpty ? [] : _rows.Take();
        }

        RowShareResult[] results = RowBatch.Compute(device, batch);
        lock (_gate)
        {
            foreach ((RowShare share, RowShareResult result) in batch.Zip(results))
            {
                share.Request.Put(share.Indices, result);
            }

            _rows.Sweep();
            _free.Enqueue(device);
            _resting.Add(own);
            foreach (RowRequest request in _resting.Where(request => request.IsDone))
            {
                request.Call();
            }

            Occupy();
        }
    }
}
