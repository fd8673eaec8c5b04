using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Takes one picture through a model of stages (Swin), and back where gradients are asked for: projected patches, the stages with what
/// joins their states, then the head on the mean.
/// </summary>
internal sealed unsafe class StagedPass : IDisposable
{
    private readonly PackedEncoder _model;
    private readonly KernelSet _kernels;
    private readonly EncoderConfig _config;
    private readonly ImmutableArray<StagePass> _stages;
    private readonly ImmutableArray<JoinPass> _joins;

    /// <summary>Prepares the passes of a model.</summary>
    /// <param name="model">Its packed weights.</param>
    /// <param name="config">Its configuration, with stages.</param>
    /// <param name="weights">Its weights.</param>
    public StagedPass(PackedEncoder model, EncoderConfig config, EncoderWeights weights)
    {
        (_model, _kernels, _config) = (model, model.Kernels, config);
        ImmutableArray<WindowStage> stages = config.Stages;
        _stages = [.. stages.Select((stage, s) => new StagePass(model, stage, new Dimensions(config.OfStage(s), weights)))];
        _joins = [.. stages.SkipLast(1).Select(stage =>
            new JoinPass(_kernels, stage, model.Layers[stage.FirstLayer + stage.Layers - 1].Joining!))];
    }

    /// <summary>Room for one picture.</summary>
    public StagedRun NewRun() => new(_config, _stages);

    /// <summary>Computes everything that was asked about one picture.</summary>
    /// <param name="run">From <see cref="NewRun"/>.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="row">The picture's index in it.</param>
    /// <param name="answers">Receives the answers.</param>
    public void Run(StagedRun run, IReadOnlyList<InputRow> rows, int row, BatchAnswers answers)
    {
        bool backward = answers.WantsBackward;
        Embed(run, rows[row], backward);
        for (int s = 0; s < _stages.Length; s++)
        {
            _stages[s].Start(run.Stages[s], run.Plans[s], rows, row, answers);
            _stages[s].Forward(run.Stages[s], run.Grids[s]);
            if (s < _joins.Length)
            {
                _joins[s].Forward(run.Grids[s], run.Joins[s], run.Grids[s + 1], backward);
            }
        }

        Read(run, answers.Logits(row), backward);
        if (!backward)
        {
            return;
        }

        ReadBackward(run, answers, row);
        for (int s = _stages.Length - 1; s >= 0; s--)
        {
            if (s < _joins.Length)
            {
                _joins[s].Backward(run.Grids[s + 1], run.Joins[s], run.Grids[s]);
            }

            _stages[s].Backward(run.Stages[s], run.Grids[s]);
        }

        EmbedBackward(run, answers.Gradient(row));
        answers.Reduce(row, _model);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (StagePass stage in _stages)
        {
            stage.Dispose();
        }
    }

    private void Embed(StagedRun run, InputRow row, bool backward)
    {
        WindowStage first = _config.Stages[0];
        for (int place = 0; place < first.States; place++)
        {
            _model.WriteWord(row, place, run.Patches.Row(place));
        }

        Matrix grid = run.Grids[0];
        _kernels.Apply(_model.Projection!, run.Patches, first.States, grid);
        if (_model.ProjectionNorm is { } norm)
        {
            _kernels.Normalize(
                grid.Data,
                grid.Stride,
                first.States,
                norm.Weights,
                null,
                backward ? run.PatchNormal.Data : null,
                backward ? run.PatchInverse : null);
        }

        for (int place = 0; _model.Places is { } places && place < first.States; place++)
        {
            _kernels.AddScaled(grid.Row(place), places.Row(place), 1, first.HiddenSize);
        }
    }

    private void EmbedBackward(StagedRun run, Span<float> answer)
    {
        int states = _config.Stages[0].States, width = _config.EmbeddingSize;
        Matrix gradient = run.Grids[0];
        if (_model.ProjectionNorm is { } norm)
        {
            _kernels.NormalizeBackward(gradient.Data, gradient.Stride, states, norm.Weights, run.PatchNormal.Data, run.PatchInverse);
        }

        _kernels.ApplyBackward(_model.Projection!, gradient, states, default, run.Patches);
        for (int place = 0; place < states; place++)
        {
            new ReadOnlySpan<float>(run.Patches.Row(place), width).CopyTo(answer[(place * width)..]);
        }
    }

    private void Read(StagedRun run, Span<float> logits, bool backward)
    {
        WindowStage last = _config.Stages[^1];
        Matrix grid = run.Grids[^1];
        _kernels.Normalize(
            grid.Data,
            grid.Stride,
            last.States,
            _model.FinalNorm!.Weights,
            null,
            backward ? run.FinalNormal.Data : null,
            backward ? run.FinalInverse : null);
        new Span<float>(run.Mean.Data, Padding.Pad(last.HiddenSize)).Clear();
        for (int state = 0; state < last.States; state++)
        {
            _kernels.AddScaled(run.Mean.Data, grid.Row(state), 1f / last.States, last.HiddenSize);
        }

        _kernels.Apply(_model.HeadOutput, run.Mean, 1, run.Logits);
        new ReadOnlySpan<float>(run.Logits.Data, logits.Length).CopyTo(logits);
    }

    private void ReadBackward(StagedRun run, BatchAnswers answers, int row)
    {
        WindowStage last = _config.Stages[^1];
        ReadOnlySpan<float> logits = answers.Logits(row);
        ReadoutGradient.Write(answers.Readout(row), logits, logits.Length, new Span<float>(run.Logits.Data, logits.Length));
        _kernels.ApplyBackward(_model.HeadOutput, run.Logits, 1, default, run.Mean);
        Matrix gradient = run.Grids[^1];
        for (int state = 0; state < last.States; state++)
        {
            new Span<float>(gradient.Row(state), Padding.Pad(last.HiddenSize)).Clear();
            _kernels.AddScaled(gradient.Row(state), run.Mean.Data, 1f / last.States, last.HiddenSize);
        }

        _kernels.NormalizeBackward(
            gradient.Data, gradient.Stride, last.States, _model.FinalNorm!.Weights, run.FinalNormal.Data, run.FinalInverse);
    }
}
