namespace Bench.Inference;

/// <summary>Rotary positions as <c>config.json</c> states them, in the forms of transformers 4 and 5.</summary>
internal static class RotaryConfig
{
    /// <summary>Reads one kind of layer's rotation.</summary>
    /// <param name="parameters">The object with base and scaling (<c>rope_parameters</c>, or <c>rope_scaling</c>), or null.</param>
    /// <param name="fallback">The base where the object has none.</param>
    /// <param name="config">The configuration, for messages.</param>
    /// <param name="headSize">Width of a head.</param>
    public static Rotary Read(ConfigFile? parameters, double fallback, ConfigFile config, int headSize)
    {
        if (headSize % 2 != 0)
        {
            throw config.Error("head_dim", $"Rotary positions turn pairs, but heads have an odd width of {headSize}", "Mend the configuration");
        }

        return parameters is null ? new Rotary(fallback) : new Rotary(parameters.Positive("rope_theta", fallback), Scaling(parameters));
    }

    private static RotaryScaling? Scaling(ConfigFile parameters)
    {
        const string Key = "rope_type", Partial = "partial_rotary_factor";
        if (parameters.Positive(Partial, 1) != 1)
        {
            throw parameters.Error(Partial, "Rotating a part of each head is not supported", "Supported: 1");
        }

        string type = parameters.Text(Key) ?? parameters.Text("type") ?? "default";
        return type switch
        {
            "default" => null,
            "linear" => new RotaryScaling(Number("factor")),
            "llama3" => new RotaryScaling(
                Number("factor"), Number("low_freq_factor"), Number("high_freq_factor"), Number("original_max_position_embeddings")),
            _ => throw parameters.Error(Key, $"Rotary positions of type '{type}' are not supported", "Supported: default, linear, llama3"),
        };

        double Number(string key) => parameters.Find(key) is null
            ? throw parameters.Error(key, $"The value '{key}' is missing", "Complete config.json from the model's source")
            : parameters.Positive(key, 1);
    }
}
