using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Swin (Liu et al. 2021): patches projected and normalised, stages of layers that attend within windows, four states joined into one
/// between stages. Head = outputs on the mean of the last stage's states.
/// </summary>
internal sealed class SwinArchitecture : IArchitecture
{
    // More than any model has; a larger number is a damaged or hostile file.
    private const int MostWidth = 1 << 18;

    // Of normalisations that the model class makes without the configuration's number.
    private const double DefaultEpsilon = 1e-5;

    public IReadOnlyList<string> Names { get; } = [TaskHeads.ImageName("Swin")];

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants();
        PictureShape shape = PictureConfig.Read(config, 4);
        ImmutableArray<WindowStage> stages = ReadStages(config, shape);
        WindowStage last = stages[^1];
        return new EncoderConfig
        {
            Architecture = name,
            Layers = stages.Sum(stage => stage.Layers),
            Heads = last.Heads,
            HiddenSize = last.HiddenSize,
            IntermediateSize = last.IntermediateSize,
            EmbeddingSize = shape.PatchLength,
            VocabularySize = shape.Places,
            MaxPositions = shape.Places,
            FirstPosition = 0,
            PadTokenId = -1,
            TypeVocabularySize = 0,
            LayerNormEpsilon = config.Positive("layer_norm_eps", DefaultEpsilon),
            Activation = config.Activation("hidden_act", HiddenActivation.Gelu),
            NormFirst = true,
            Pooling = Pooling.Mean,
            Picture = shape with { CellSize = shape.PatchSize << (stages.Length - 1), IsWhole = true },
            Stages = stages,
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        const string Embeddings = "swin.embeddings";
        EncoderConfig first = config.OfStage(0);
        bool biased = file.Flag("qkv_bias", true);
        return new EncoderWeights
        {
            Words = new Tensor(default, new Shape(0, config.EmbeddingSize)),
            Positions = null,
            Types = null,
            EmbeddingNorm = null,
            Projection = PatchProjection.Read($"{Embeddings}.patch_embeddings.projection", first, weights),
            ProjectionNorm = weights.Norm($"{Embeddings}.norm", first.HiddenSize) with { Epsilon = DefaultEpsilon },
            Places = file.Flag("use_absolute_embeddings", false) ? ReadPlaces(first, file, weights, Embeddings) : null,
            Layers = [.. config.Stages.SelectMany((stage, s) => Enumerable.Range(0, stage.Layers)
                .Select(layer => ReadLayer(config, weights, biased, s, layer)))],
            FinalNorm = weights.Norm("swin.layernorm", config.HiddenSize),
            Head = TaskHeads.Read(config, weights, () => TaskHeads.Linear(weights.Classifier("classifier", config))),
        };
    }

    private static ImmutableArray<WindowStage> ReadStages(ConfigFile config, PictureShape shape)
    {
        int[] depths = Numbers(config, "depths", [2, 2, 6, 2]), heads = Numbers(config, "num_heads", [3, 6, 12, 24]);
        int width = config.Size("embed_dim", 96, MostWidth), window = config.Size("window_size", 7, 1 << 10);
        double ratio = config.Positive("mlp_ratio", 4);
        if (heads.Length != depths.Length)
        {
            throw config.Error(
                "num_heads", $"There are {heads.Length} numbers of heads for {depths.Length} stages", "Make depths and num_heads agree");
        }

        var stages = ImmutableArray.CreateBuilder<WindowStage>();
        (int rows, int columns, int layer) = (shape.Rows, shape.Columns, 0);
        for (int s = 0; s < depths.Length; s++)
        {
            int hidden = width << s;
            double inner = Math.Floor(ratio * hidden);
            if (hidden is <= 0 or > MostWidth || inner is < 1 or > MostWidth)
            {
                throw config.Error(
                    inner is < 1 or > MostWidth ? "mlp_ratio" : "embed_dim",
                    FormattableString.Invariant($"Stage {s} would not have widths from 1 to {MostWidth}"),
                    "Mend the configuration");
            }

            var stage = new WindowStage(layer, depths[s], rows, columns, window, hidden, (int)inner, heads[s]);
            if (hidden % heads[s] != 0)
            {
                throw config.Error(
                    "num_heads", $"{heads[s]} heads do not divide the width {hidden} of stage {s}", "Mend the configuration");
            }

            // transformers fails there too: the table of biases is that of a whole window.
            if (Math.Min(rows, columns) < window)
            {
                throw config.Error(
                    "window_size",
                    FormattableString.Invariant(
                        $"The grid of stage {s}, {rows} × {columns}, is smaller than a window of {window} × {window}"),
                    "Use larger pictures, or a model with smaller windows");
            }

            stages.Add(stage);
            (rows, columns, layer) = (stage.JoinedRows, stage.JoinedColumns, layer + depths[s]);
        }

        return stages.ToImmutable();
    }

    private static int[] Numbers(ConfigFile config, string key, int[] fallback)
    {
        int[] numbers = config.Find(key) switch
        {
            null => fallback,
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(value =>
                value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : 0)],
            _ => [],
        };
        return numbers.Length is > 0 and <= 16 && numbers.All(number => number is > 0 and <= BertFamily.MostLayers)
            ? numbers
            : throw config.Error(key, "The value is not allowed",
                FormattableString.Invariant($"A list of 1 to 16 numbers from 1 to {BertFamily.MostLayers} is expected"));
    }

    private static Tensor ReadPlaces(EncoderConfig config, ConfigFile file, WeightReader weights, string embeddings)
    {
        PictureShape shape = config.Picture!;
        (int height, int width) = PictureConfig.Trained(file);
        (int rows, int columns) = (height / shape.PatchSize, width / shape.PatchSize);
        Tensor stored = weights.Tensor($"{embeddings}.position_embeddings", 1, rows * columns, config.HiddenSize);
        return PositionGrid.Resize(
            new Tensor(stored.Data, new Shape(rows * columns, config.HiddenSize)), rows, columns, shape.Rows, shape.Columns);
    }

    private static LayerWeights ReadLayer(EncoderConfig config, WeightReader weights, bool biased, int stage, int index)
    {
        WindowStage own = config.Stages[stage];
        int hidden = own.HiddenSize, span = (2 * own.Window) - 1;
        string prefix = $"swin.encoder.layers.{stage}", block = $"{prefix}.blocks.{index}";
        bool joins = index == own.Layers - 1 && stage < config.Stages.Length - 1;
        return PatchLayer.Read(weights, block, "attention.self", hidden, own.IntermediateSize, biased) with
        {
            WindowBias = weights.Tensor($"{block}.attention.self.relative_position_bias_table", span * span, own.Heads),
            Joining = !joins ? null : new JoiningWeights(
                weights.Norm($"{prefix}.downsample.norm", 4 * hidden) with { Epsilon = DefaultEpsilon },
                weights.Linear($"{prefix}.downsample.reduction", 4 * hidden, 2 * hidden, biased: false)),
        };
    }
}
