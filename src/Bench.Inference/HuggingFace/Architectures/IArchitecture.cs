namespace Bench.Inference;

/// <summary>Knows the configuration keys and tensor names of one model class.</summary>
internal interface IArchitecture
{
    /// <summary>The class names it reads.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Reads what <c>config.json</c> says.</summary>
    /// <param name="name">The class name, one of <see cref="Names"/>.</param>
    /// <param name="config">The file.</param>
    EncoderConfig ReadConfig(string name, ConfigFile config);

    /// <summary>Reads the weights, every shape checked.</summary>
    /// <param name="config">What <see cref="ReadConfig"/> returned.</param>
    /// <param name="file">The configuration.</param>
    /// <param name="weights">The weight files.</param>
    EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights);
}
