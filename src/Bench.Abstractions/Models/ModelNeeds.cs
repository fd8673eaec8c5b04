namespace Bench.Abstractions;

/// <summary>What an explainer asks of a model beyond predictions.</summary>
[Flags]
public enum ModelNeeds
{
    /// <summary>Predictions only: any <see cref="IModel"/> will do.</summary>
    Forward = 0,

    /// <summary>Gradients by the word embeddings: <see cref="IGradientModel"/>.</summary>
    Gradient = 1,

    /// <summary>Attention maps: <see cref="IAttentionModel"/>.</summary>
    Attention = 2,

    /// <summary>Gradients by the attention maps: <see cref="IAttentionGradientModel"/>.</summary>
    AttentionGradient = 4,

    /// <summary>The right attribution in closed form: <see cref="IExactModel"/>.</summary>
    Exact = 8,

    /// <summary>How tokens mix inside the layers: <see cref="ITokenMixingModel"/>.</summary>
    TokenMixing = 16,

    /// <summary>States between the layers, read, replaced and compared: <see cref="ILayerModel"/>.</summary>
    Layers = 32,
}

/// <summary>Questions about a model's capabilities.</summary>
public static class ModelCapabilities
{
    /// <summary>The capabilities that <paramref name="model"/> lacks of those in <paramref name="needs"/>.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="needs">What is needed.</param>
    public static ModelNeeds Missing(this IModel model, ModelNeeds needs)
    {
        ModelNeeds offered = (model.Capability<IGradientModel>() is null ? 0 : ModelNeeds.Gradient)
            | (model.Capability<IAttentionModel>() is null ? 0 : ModelNeeds.Attention)
            | (model.Capability<IAttentionGradientModel>() is null ? 0 : ModelNeeds.AttentionGradient)
            | (model.Capability<IExactModel>() is null ? 0 : ModelNeeds.Exact)
            | (model.Capability<ITokenMixingModel>() is null ? 0 : ModelNeeds.TokenMixing)
            | (model.Capability<ILayerModel>() is null ? 0 : ModelNeeds.Layers);
        return needs & ~offered;
    }

    /// <summary>The model seen as a <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The capability needed.</typeparam>
    /// <param name="model">The model asked.</param>
    /// <exception cref="BenchException">The model lacks the capability.</exception>
    public static T Require<T>(this IModel model)
        where T : class, IModel =>
        model.Capability<T>() ?? throw new BenchException(
            $"{model.Info.Architecture} does not offer {typeof(T).Name}",
            model.Info.Name,
            "Choose an explainer with fewer needs (see `list explainers`) or a core that offers it");
}
