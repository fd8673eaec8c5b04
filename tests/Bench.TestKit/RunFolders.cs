namespace Bench.TestKit;

/// <summary>Finds what a run wrote below the folder given to it.</summary>
public static class RunFolders
{
    /// <summary>The folder of the one run of a suite on a model.</summary>
    /// <param name="output">The folder given with <c>--out</c>.</param>
    /// <param name="suite">Name of the suite.</param>
    /// <param name="model">Name of the model.</param>
    public static string Only(string output, string suite = "film-reviews", string model = "sst2-bert-mini") =>
        Directory.GetDirectories(Path.Combine(output, suite, model)).Single();
}
