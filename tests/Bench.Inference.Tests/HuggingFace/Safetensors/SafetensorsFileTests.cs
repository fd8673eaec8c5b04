using System.Buffers;
using System.Runtime.InteropServices;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public class SafetensorsFileTests
{
    [Fact]
    public void Floats_are_read_from_the_mapped_file_without_a_copy()
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile file = Open(folder, new() { ["a"] = RawTensor.Of([1, -2.5f, float.NaN, 4, 5, 6], 2, 3) });
        file.Entries["a"].Shape.ShouldBe([2, 3]);
        ReadOnlyMemory<float> memory = file.Read("a");
        memory.ToArray().ShouldBe([1, -2.5f, float.NaN, 4, 5, 6]);
        MemoryMarshal.TryGetArray(memory, out _).ShouldBeFalse();
    }

    [Fact]
    public void Tensors_that_follow_each_other_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile file = Open(folder, new()
        {
            ["first"] = RawTensor.Of([1, 2], 2),
            ["none"] = RawTensor.Of([], 0, 3),
            ["scalar"] = RawTensor.Of([7]),
            ["last"] = RawTensor.Of([3, 4, 5], 3, 1),
        });
        file.Read("first").ToArray().ShouldBe([1, 2]);
        file.Read("none").Length.ShouldBe(0);
        file.Read("scalar").ToArray().ShouldBe([7]);
        file.Read("last").ToArray().ShouldBe([3, 4, 5]);
    }

    [Fact]
    public void A_header_of_odd_length_leaves_floats_unaligned_but_readable()
    {
        using var folder = new TemporaryFolder();
        string header = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        header += new string(' ', ((8 - (header.Length % 8)) % 8) + 1);
        byte[] bytes = RawTensors.Compose(System.Text.Encoding.UTF8.GetBytes(header), RawTensor.Of([1.5f, -3], 2).Data);
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("odd.safetensors", bytes));
        file.Read("a").ToArray().ShouldBe([1.5f, -3]);
    }

    [Fact]
    public void Memory_of_a_closed_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        SafetensorsFile file = Open(folder, new() { ["a"] = RawTensor.Of([1, 2, 3], 3) });
        ReadOnlyMemory<float> memory = file.Read("a");
        file.Dispose();
        file.Dispose();
        Should.Throw<ObjectDisposedException>(() => memory.Span.Length);
        Should.Throw<ObjectDisposedException>(() => file.Read("a"));
        Should.Throw<ObjectDisposedException>(() => memory.Pin());
    }

    // Without a reference of its own, giving the pin back after the file was closed would fail.
    [Fact]
    public unsafe void A_pin_outlives_the_closing_of_its_file()
    {
        using var folder = new TemporaryFolder();
        SafetensorsFile file = Open(folder, new() { ["a"] = RawTensor.Of([1, 2, 3], 3) });
        using (MemoryHandle pin = file.Read("a")[1..].Pin())
        {
            file.Dispose();
            new ReadOnlySpan<float>(pin.Pointer, 2).ToArray().ShouldBe([2, 3]);
        }
    }

    private static SafetensorsFile Open(TemporaryFolder folder, Dictionary<string, RawTensor> tensors) =>
        SafetensorsFile.Open(folder.Write("model.safetensors", RawTensors.Write(tensors)));
}
