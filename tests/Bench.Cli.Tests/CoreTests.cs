using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Choosing a core, where only the managed one is built.</summary>
public sealed class CoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_core_that_is_missing_is_named_with_the_way_to_get_it()
    {
        Environment.SetEnvironmentVariable("BENCH_CORE_PATH", _folder.Path);
        Explain("--core", "torch").ShouldBeRefused("The core 'torch' is not built", "./run-bench.sh --core torch", "BENCH_CORE_PATH");
    }

    [Fact]
    public void A_file_that_is_no_core_is_refused()
    {
        Environment.SetEnvironmentVariable("BENCH_CORE_PATH", _folder.Path);
        File.WriteAllText(_folder.File("Bench.Inference.Torch.dll"), "no assembly");
        Explain("--core", "torch").ShouldBeRefused("The core 'torch' cannot be loaded");
    }

    [Fact]
    public void The_managed_core_can_be_named_and_refuses_what_it_lacks()
    {
        Explain("--core", "managed").ExitCode.ShouldBe(0);
        Explain("--device", "cuda").ShouldBeRefused("The managed core computes on the processor", "--core torch");
        Explain("--precision", "half").ShouldBeRefused("--core torch");
        Explain("--core", "other").ShouldBeRefused("managed", "torch");
    }

    [Fact]
    public void Devices_are_listed_with_what_is_missing()
    {
        Environment.SetEnvironmentVariable("BENCH_CORE_PATH", _folder.Path);
        JsonElement[] cores = [.. BenchProcess.Run("devices", "--format", "json").Json().EnumerateArray()];

        cores.Select(core => core.GetProperty("core").GetString()).ShouldBe(["managed", "torch"]);
        JsonElement processor = cores[0].GetProperty("devices").EnumerateArray().ShouldHaveSingleItem();
        processor.GetProperty("device").GetString().ShouldBe("cpu");
        processor.GetProperty("bytes").GetInt64().ShouldBeGreaterThan(0);
        cores[1].GetProperty("devices").GetArrayLength().ShouldBe(0);
        cores[1].GetProperty("missing")[0].GetString().ShouldNotBeNull().ShouldContain("The core 'torch' is not built");

        string table = BenchProcess.Run("devices").Output;
        table.ShouldContain("managed: managed code");
        table.ShouldContain("The core 'torch' is not built");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("BENCH_CORE_PATH", null);
        _folder.Dispose();
    }

    private static BenchProcess.Outcome Explain(params string[] core) => BenchProcess.Run(
        ["explain", "--model", Path.Combine(Repository.Golden, "models", "bert-micro"), "--text", "good", "--explainer", "gradient",
            .. core]);
}
