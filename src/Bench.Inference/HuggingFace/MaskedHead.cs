using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// The head of a masked language model (Devlin et al. 2019, section 3.1): dense, activation, normalisation, then one output for each token
/// of the vocabulary, at every position; the map to the tokens is the word embeddings where they are tied. Only the names differ between
/// encoders.
/// </summary>
/// <param name="Dense">Name of the dense map.</param>
/// <param name="Norm">Name of the normalisation.</param>
/// <param name="Decoder">Name of the map to the tokens.</param>
/// <param name="Bias">Name of that map's bias, where it stands by itself; otherwise it belongs to <paramref name="Decoder"/>.</param>
internal sealed record MaskedHead(string Dense, string Norm, string Decoder, string Bias)
{
    /// <summary>Reads the head.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="file">Says whether the map to the tokens is tied.</param>
    /// <param name="weights">The weight files.</param>
    /// <param name="words">The word embeddings.</param>
    /// <param name="activation">Follows the dense map.</param>
    public ClassificationHead Read(EncoderConfig config, ConfigFile file, WeightReader weights, Tensor words, HiddenActivation activation)
    {
        int hidden = config.HiddenSize;
        bool tied = file.Flag("tie_word_embeddings", true);
        Tensor map = tied ? words : weights.Tensor($"{Decoder}.weight", config.VocabularySize, hidden);

        // Where the map is not tied, transformers 5 does not tie its bias either, and the one beside the map is not used.
        string own = $"{Decoder}.bias";
        (string first, string second) = tied ? (Bias, own) : (own, Bias);
        Tensor bias = weights.Tensor(weights.Has(first) ? first : second, config.VocabularySize);
        return new ClassificationHead(weights.Linear(Dense, hidden, hidden), activation, new Linear(map, bias))
        {
            Norm = weights.Norm(Norm, hidden),
        };
    }
}
