using Bench.TestKit;

namespace Bench.Packages.Tests;

/// <summary>A fresh machine: `git clone`, and two commands.</summary>
public sealed class CloneTests
{
    [CloneFact]
    public void A_clone_builds_and_runs_by_its_script_and_stays_clean()
    {
        using var folder = new TemporaryFolder();
        string clone = folder.File("clone");
        Dotnet.Start("git", folder.Path, [], "clone", "--quiet", Repository.Root, clone);
        string script = Path.Combine(clone, "run-bench.sh");

        string run = Dotnet.Start(
            script, folder.Path, [], "run", "film-reviews", "--limit", "2", "--explainers", "gradient,random", "--metrics", "Compr,Rows");
        string check = Dotnet.Start(script, folder.Path, [], "check", "--help");

        run.ShouldContain("│ gradient");
        run.ShouldContain("Results: ");
        check.ShouldContain("N passed, N failed");
        Dotnet.Start("git", clone, [], "status", "--porcelain").ShouldBeEmpty();
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class CloneFactAttribute : FactAttribute
    {
        public CloneFactAttribute()
        {
            if (!Path.Exists(Path.Combine(Repository.Root, ".git")))
            {
                Skip = "Needs a checkout of git.";
            }
        }
    }
}
