namespace Bench.Inference;

/// <summary>What every reader of tokenizer files gets.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Config">What its configuration files say.</param>
/// <param name="Family">The family of its class; <see langword="null"/> where nothing states one.</param>
/// <param name="ModelLength">Longest row the model takes.</param>
internal sealed record TokenizerSource(TokenizerFolder Folder, TokenizerConfig Config, TokenizerFamily? Family, int ModelLength)
{
    /// <summary>Longest row: what the model takes, or less where the configuration says so.</summary>
    public int MaxLength => Math.Min(ModelLength, Config.MaxLength ?? ModelLength);
}
