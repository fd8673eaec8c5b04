using Bench.Abstractions;

namespace Bench.Inference.Torch.Tests;

public class TorchDeviceTests
{
    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1:2")]
    [InlineData("CPU")]
    [InlineData("")]
    public void Names_that_are_no_device_are_refused(string name) =>
        Should.Throw<BenchException>(() => TorchDevice.Find(name)).Message.ShouldContain($"There is no device '{name}'");

    [Fact]
    public void Devices_that_are_not_there_are_refused() =>
        Should.Throw<BenchException>(() => TorchDevice.Find("cuda:99")).Message.ShouldContain("Found: cpu");

    [Fact]
    public void The_processor_is_always_there() => TorchDevice.Name(TorchDevice.Find("cpu")).ShouldBe("cpu");

    [Fact]
    public void Products_of_16_bits_are_summed_in_single_precision()
    {
        LibtorchLoader.Load();
        TorchSharp.torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction.ShouldBeFalse();
        LibtorchLoader.SumsInSinglePrecision.ShouldBe(OperatingSystem.IsLinux());
    }

    [Fact]
    public void Lack_of_memory_is_told_in_words()
    {
        BenchException plain = TorchApi.OutOfMemory(
            new InvalidOperationException("CUDA out of memory. Tried to allocate 2.00 GiB"), TorchDevice.Find("cpu"), "some-model")
                .ShouldNotBeNull();
        plain.Message.ShouldContain("cpu is out of memory");
        plain.Where.ShouldBe("some-model");
        TorchApi.OutOfMemory(new InvalidOperationException("shape mismatch"), TorchDevice.Find("cpu"), "some-model").ShouldBeNull();
    }
}
