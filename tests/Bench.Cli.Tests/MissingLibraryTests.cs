using Bench.TestKit;

namespace Bench.Cli.Tests;

public sealed class MissingLibraryTests
{
    [Fact]
    public void Without_its_native_library_a_run_says_what_is_missing_and_the_rest_works()
    {
        // A copy without the folder 'runtimes', as an incomplete installation is.
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        string program = folder.File("bench.dll");

        BenchProcess.RunCopy(
            program, "run", "film-reviews", "--limit", "1", "--explainers", "gradient", "--metrics", "auprc", "--out", folder.File("out"))
            .ShouldBeRefused("SQLite library cannot be loaded", "runtimes");
        BenchProcess.RunCopy(program, "list", "models").ExitCode.ShouldBe(0);
    }
}
