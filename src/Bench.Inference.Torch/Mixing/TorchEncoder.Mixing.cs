using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>How tokens mix in the layers; a row at a time, since every layer is computed again for each of the row's tokens.</summary>
public sealed partial class TorchEncoder
{
    private Answer[] Mix(IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        BatchLimits limits = new ActivationSizes(_config, _weights, _options, _model.Device).Limits(backward: false, maps: false);
        var result = new Answer[queries.Count];
        for (int i = 0; i < result.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Query query = queries[i];
            result[i] = new Answer { Mixing = Turn(() => new MixingPass(_model, _config, _pass, limits).Run(query.Row, query.Mixing)) };
        }

        return result;
    }
}
