namespace Bench.Inference;

/// <summary>Rotary positions as <c>config.json</c> states them, in the forms of transformers 4 and 5.</summary>
internal static class RotaryConfig
{
    private const string TypeKey = "rope_type";
    private const string Yarn = "yarn";
    private const string Trained = "original_max_position_embeddings";

    /// <summary>Reads one kind of layer's rotation.</summary>
    /// <param name="parameters">The object with base and scaling (<c>rope_parameters</c>, or <c>rope_scaling</c>), or null.</param>
    /// <param name="fallback">The base where the object has none.</param>
    /// <param name="config">The configuration, for messages.</param>
    /// <param name="headSize">Width of a head.</param>
    public static Rotary Read(ConfigFile? parameters, double fallback, ConfigFile config, int headSize)
    {
        if (headSize % 2 != 0)
        {
            throw config.Error(
                "head_dim", $"Rotary positions turn pairs, but heads have an odd width of {headSize}", "Mend the configuration");
        }

        RefusePartial(config);
        return parameters is null
            ? new Rotary(fallback)
            : new Rotary(parameters.Positive("rope_theta", fallback), Scaling(parameters, config));
    }

    /// <summary>
    /// What scores are multiplied with because cosines and sines are, for queries and for keys (YaRN, <c>attention_factor</c>); 1 for other
    /// types.
    /// </summary>
    /// <param name="parameters">As for <see cref="Read"/>.</param>
    /// <param name="config">The configuration.</param>
    public static float ScoreFactor(ConfigFile? parameters, ConfigFile config)
    {
        const string Scale = "mscale", ScaleOfAll = "mscale_all_dim";
        if (parameters is null || TypeOf(parameters) != Yarn)
        {
            return 1;
        }

        double factor = YarnFactor(parameters, config);
        double magnitude = parameters.Find(Scale) is null || parameters.Find(ScaleOfAll) is null
            ? YarnScaling.Magnitude(factor)
            : YarnScaling.Magnitude(factor, parameters.Positive(Scale, 1)) / YarnScaling.Magnitude(
                factor, parameters.Positive(ScaleOfAll, 1));
        magnitude = parameters.Positive("attention_factor", magnitude);
        return (float)(magnitude * magnitude);
    }

    private static string TypeOf(ConfigFile parameters) => parameters.Text(TypeKey) ?? parameters.Text("type") ?? "default";

    private static RotaryScaling? Scaling(ConfigFile parameters, ConfigFile config)
    {
        RefusePartial(parameters);
        string type = TypeOf(parameters);
        return type switch
        {
            // The dynamic kind changes nothing in texts no longer than the model's limit, and longer ones are not read.
            "default" or "dynamic" => null,
            "linear" => new LinearScaling(Number(parameters, "factor")),
            "llama3" => new Llama3Scaling(
                Number(parameters, "factor"), Number(parameters, "low_freq_factor"), Number(parameters, "high_freq_factor"),
                Number(parameters, Trained)),
            Yarn => new YarnScaling(
                YarnFactor(parameters, config),
                parameters.Positive("beta_fast", 32),
                parameters.Positive("beta_slow", 1),
                parameters.Positive(Trained, config.Size("max_position_embeddings", 2048, int.MaxValue)),
                parameters.Flag("truncate", true)),
            _ => throw parameters.Error(
                TypeKey, $"Rotary positions of type '{type}' are not supported", $"Supported: default, linear, dynamic, llama3, {Yarn}"),
        };
    }

    // A factor that is said is taken, be it another one than the lengths have (transformers since 4.56, but for early versions of 5).
    private static double YarnFactor(ConfigFile parameters, ConfigFile config) =>
        parameters.Find("factor") is null && parameters.Find(Trained) is not null
            ? config.Size("max_position_embeddings", 2048, int.MaxValue) / parameters.Positive(Trained, 1)
            : Number(parameters, "factor");

    private static void RefusePartial(ConfigFile section)
    {
        const string Key = "partial_rotary_factor";
        if (section.Positive(Key, 1) != 1)
        {
            throw section.Error(Key, "Rotating a part of each head is not supported", "Supported: 1");
        }
    }

    private static double Number(ConfigFile parameters, string key) => parameters.Find(key) is null
        ? throw parameters.Error(key, $"The value '{key}' is missing", "Complete config.json from the model's source")
        : parameters.Positive(key, 1);
}
