namespace Bench.TestKit;

/// <summary>Places in the repository, found from the folder the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Bench.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of reference numbers.</summary>
    public static string Golden { get; } = Path.Combine(Root, "tests", "golden");

    /// <summary>The folder of one model, looked for among the golden models and the shipped ones.</summary>
    /// <param name="name">The folder's name, for example <c>bert-micro</c>.</param>
    public static string Model(string name)
    {
        string[] places = [Path.Combine(Golden, "models", name), Path.Combine(Root, "suites", "models", name)];
        return places.FirstOrDefault(Directory.Exists)
            ?? throw new DirectoryNotFoundException($"No model '{name}' in {string.Join(" or ", places)}.");
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bench.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Bench.sln.");
    }
}
