using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Torch.Tests;

/// <summary>Where libtorch is found, and what is said where it is not.</summary>
public sealed class LibtorchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _libtorch = Environment.GetEnvironmentVariable(LibtorchFinder.Variable);
    private readonly string? _packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES");
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    [Fact]
    public void A_folder_that_is_named_comes_first_and_may_be_that_of_an_archive()
    {
        string lib = Directory.CreateDirectory(_folder.File("lib")).FullName;
        File.WriteAllText(_folder.File("build-version"), "2.10.1+cpu\n");
        Touch(lib, "torch", "torch_cpu");
        Environment.SetEnvironmentVariable(LibtorchFinder.Variable, _folder.Path);
        LibtorchFinder.Find().ShouldBe(new LibtorchPlace("named by BENCH_LIBTORCH", lib, "2.10.1+cpu"));
        Environment.SetEnvironmentVariable(LibtorchFinder.Variable, lib);
        LibtorchFinder.Find().Folder.ShouldBe(lib);
    }

    [Fact]
    public void A_named_folder_without_libtorch_is_refused_and_nothing_else_is_taken()
    {
        Environment.SetEnvironmentVariable(LibtorchFinder.Variable, _folder.Path);
        BenchException refused = Should.Throw<BenchException>(LibtorchFinder.Find);
        refused.Message.ShouldContain(LibtorchPlace.FileName("torch_cpu"));
        refused.Where.ShouldBe($"BENCH_LIBTORCH={_folder.Path}");
    }

    [Fact]
    public void The_PyTorch_of_Python_comes_before_the_package()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string site = Directory.CreateDirectory(_folder.File("site-packages/torch/lib")).FullName;
        Touch(site, "torch", "torch_cpu");
        File.WriteAllText(_folder.File("site-packages/torch/version.py"), "__version__ = '2.11.0+cu130'\ncuda = '13.0'\n");
        Directory.CreateDirectory(_folder.File("site-packages/nvidia/cublas/lib"));
        Fake("python3", $"echo {_folder.File("site-packages/torch")}");
        LibtorchPlace place = LibtorchFinder.Find();
        place.ShouldBe(new LibtorchPlace("PyTorch of python3", site, "2.11.0+cu130"));
        PythonTorch.NvidiaFolders(place).ShouldBe([_folder.File("site-packages/nvidia/cublas/lib")]);
    }

    [Fact]
    public void Nothing_found_says_where_it_was_looked_for_and_what_to_do()
    {
        Environment.SetEnvironmentVariable(LibtorchFinder.Variable, null);
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", _folder.Path);
        Environment.SetEnvironmentVariable("PATH", _folder.Path);
        BenchException refused = Should.Throw<BenchException>(LibtorchFinder.Find);
        refused.Message.ShouldContain("BENCH_LIBTORCH");
        refused.Message.ShouldContain("python3 imports no torch");
        refused.Remedy.ShouldNotBeNull().ShouldContain("devices --restore");
    }

    [Fact]
    public void The_table_of_the_driver_is_read() => NvidiaGpu.Parse("NVIDIA H100 80GB HBM3, 580.95.05, 81559, 81079\nbroken\n")
        .ShouldBe([new NvidiaGpu("NVIDIA H100 80GB HBM3", "580.95.05", 81559L << 20, 81079L << 20)]);

    [Fact]
    public void The_report_names_library_and_processor()
    {
        CoreReport report = new TorchCoreProvider().Report();
        report.Library.ShouldContain($"TorchSharp");
        report.Library.ShouldContain(LibtorchLoader.Load().Folder);
        report.Devices[0].Name.ShouldBe("cpu");
        report.Devices[0].MemoryBytes.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(LibtorchFinder.Variable, _libtorch);
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", _packages);
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Dispose();
    }

    private static void Touch(string folder, params string[] libraries)
    {
        foreach (string library in libraries)
        {
            File.WriteAllText(Path.Combine(folder, LibtorchPlace.FileName(library)), "");
        }
    }

    // A program that the search finds first.
    private void Fake(string name, string line)
    {
        Environment.SetEnvironmentVariable(LibtorchFinder.Variable, null);
        string file = _folder.File(name);
        File.WriteAllText(file, $"#!/usr/bin/bash\n{line}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable("PATH", $"{_folder.Path}:{_path}");
    }
}
