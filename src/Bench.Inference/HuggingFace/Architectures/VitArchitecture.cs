using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// ViT (Dosovitskiy et al. 2021), and DeiT (Touvron et al. 2021) with its distillation token: patches projected, a table of positions,
/// layers that normalise first. Head = outputs on the class token; of DeiT with its teacher, the mean of one head on each of both tokens.
/// </summary>
internal sealed class VitArchitecture : IArchitecture
{
    private static readonly string _vit = TaskHeads.ImageName("ViT");
    private static readonly string _deit = TaskHeads.ImageName("DeiT");
    private static readonly string _taught = TaskHeads.ImageName("DeiT", isTaught: true);

    public IReadOnlyList<string> Names => [_vit, _deit, _taught];

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants();
        int hidden = config.Size("hidden_size", 768, int.MaxValue);
        PictureShape shape = name == _vit ? PictureConfig.Read(config, 16, "[CLS]") : PictureConfig.Read(config, 16, "[CLS]", "[DIST]");
        return new EncoderConfig
        {
            Architecture = name,
            Layers = config.Size("num_hidden_layers", 12, BertFamily.MostLayers),
            Heads = config.Heads("num_attention_heads", hidden, 12),
            HiddenSize = hidden,
            IntermediateSize = config.Size("intermediate_size", 3072, int.MaxValue),
            EmbeddingSize = shape.PatchLength,
            VocabularySize = shape.Places,
            MaxPositions = shape.Places,
            FirstPosition = 0,
            PadTokenId = -1,
            TypeVocabularySize = 0,
            LayerNormEpsilon = config.Positive("layer_norm_eps", 1e-12),
            Activation = config.Activation("hidden_act", HiddenActivation.Gelu),
            NormFirst = true,
            Pooling = name == _taught ? Pooling.FirstTwo : Pooling.First,
            Picture = shape,
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        string model = config.Architecture == _vit ? "vit" : "deit";
        bool biased = file.Flag("qkv_bias", true);
        return new EncoderWeights
        {
            Words = new Tensor(default, new Shape(0, config.EmbeddingSize)),
            Positions = null,
            Types = null,
            EmbeddingNorm = null,
            Projection = PatchProjection.Read($"{model}.embeddings.patch_embeddings.projection", config, weights),
            Places = ReadPlaces(config, file, weights, $"{model}.embeddings"),
            Layers = [.. Enumerable.Range(0, config.Layers).Select(layer => PatchLayer.Read(
                weights, $"{model}.encoder.layer.{layer}", "attention.attention", config.HiddenSize, config.IntermediateSize, biased))],
            FinalNorm = weights.Norm($"{model}.layernorm", config.HiddenSize),
            Head = config.Pooling == Pooling.FirstTwo
                ? Mean(weights.Classifier("cls_classifier", config), weights.Classifier("distillation_classifier", config))
                : TaskHeads.Read(config, weights, () => TaskHeads.Linear(weights.Classifier("classifier", config))),
        };
    }

    // A special token is its embedding and its position; a patch has a position, brought to another size where the picture has one.
    private static Tensor ReadPlaces(EncoderConfig config, ConfigFile file, WeightReader weights, string embeddings)
    {
        PictureShape shape = config.Picture!;
        int hidden = config.HiddenSize, special = shape.FirstPatch;
        (int height, int width) = PictureConfig.Trained(file);
        (int rows, int columns) = (height / shape.PatchSize, width / shape.PatchSize);
        Tensor stored = weights.Tensor($"{embeddings}.position_embeddings", 1, special + (rows * columns), hidden);
        var trained = new Tensor(stored.Data[(special * hidden)..], new Shape(rows * columns, hidden));
        float[] places = new float[shape.Places * hidden];
        stored.Span[..(special * hidden)].CopyTo(places);
        PositionGrid.Resize(trained, rows, columns, shape.Rows, shape.Columns).Span.CopyTo(places.AsSpan(special * hidden));
        string[] tokens = ["cls_token", "distillation_token"];
        for (int place = 0; place < special; place++)
        {
            ReadOnlySpan<float> token = weights.Tensor($"{embeddings}.{tokens[place]}", 1, 1, hidden).Span;
            for (int i = 0; i < hidden; i++)
            {
                places[(place * hidden) + i] += token[i];
            }
        }

        return new Tensor(places, new Shape(shape.Places, hidden));
    }

    // ½ (A x + a) + ½ (B y + b) is one map of x and y behind each other.
    private static ClassificationHead Mean(Linear first, Linear second)
    {
        int width = first.Inputs;
        float[] weight = new float[first.Outputs * 2 * width], bias = new float[first.Outputs];
        for (int output = 0; output < bias.Length; output++)
        {
            for (int i = 0; i < width; i++)
            {
                weight[(output * 2 * width) + i] = first.Weight.Span[(output * width) + i] / 2;
                weight[(((output * 2) + 1) * width) + i] = second.Weight.Span[(output * width) + i] / 2;
            }

            bias[output] = (first.Bias.Span[output] + second.Bias.Span[output]) / 2;
        }

        return TaskHeads.Linear(new Linear(
            new Tensor(weight, new Shape(bias.Length, 2 * width)), new Tensor(bias, new Shape(bias.Length))));
    }
}
