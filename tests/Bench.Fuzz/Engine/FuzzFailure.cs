namespace Bench.Fuzz;

/// <summary>
/// An input that broke the contract: no exception but <see cref="Abstractions.BenchException"/>, no hang, bounded memory.
/// </summary>
/// <param name="Format">The format.</param>
/// <param name="Index">Number of the input.</param>
/// <param name="Input">Its bytes.</param>
/// <param name="What">What happened.</param>
internal sealed record FuzzFailure(FuzzFormat Format, long Index, byte[] Input, string What)
{
    /// <summary>Saves the input.</summary>
    /// <param name="folder">Where failing inputs are kept; made where missing.</param>
    /// <returns>The command that repeats it.</returns>
    public string Save(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FormattableString.Invariant($"{Format.Name}-{Index}"));
        File.WriteAllBytes(path, Input);
        return $"./run-bench.sh fuzz --format {Format.Name} --input {path}";
    }
}
