using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>How tokens mix in the layers; a row at a time, since every layer is computed again for each of the row's tokens.</summary>
public sealed partial class TorchEncoder : ITokenMixingModel
{
    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default)
    {
        Require(rows);
        BatchLimits limits = new ActivationSizes(_config, _weights, _options, _model.Device).Limits(backward: false, maps: false);
        var result = new Tensor[rows.Count];
        for (int i = 0; i < result.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            InputRow row = rows[i];
            result[i] = Turn(() => new MixingPass(_model, _config, _pass, limits).Run(row, kind));
        }

        return result;
    }
}
