using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>Whatever the bytes, the reader either reads them or says what is wrong: it never fails in any other way.</summary>
public class SafetensorsPropertyTests
{
    [Fact]
    public void Random_bytes_never_crash_the_reader()
    {
        using var folder = new TemporaryFolder();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadsOrRefuses(folder, bytes ?? [])));
    }

    [Fact]
    public void Random_headers_never_crash_the_reader()
    {
        using var folder = new TemporaryFolder();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), (header, data) =>
                ReadsOrRefuses(folder, RawTensors.Compose([.. "{"u8, .. header ?? []], data))));
    }

    [Fact]
    public void Changed_bytes_in_a_sound_file_never_crash_the_reader()
    {
        using var folder = new TemporaryFolder();
        byte[] sound = RawTensors.Write(new Dictionary<string, RawTensor>
        {
            ["a"] = RawTensor.Of([1, 2, 3, 4], 2, 2),
            ["b"] = new RawTensor("BF16", [3], [1, 2, 3, 4, 5, 6]),
            ["c"] = new RawTensor("F64", [1], new byte[8]),
        });
        Gen<(int Place, byte Value)[]> changes = Gen.Choose(0, sound.Length - 1)
            .SelectMany(place => Gen.Choose(0, 255), (place, value) => (place, (byte)value))
            .ArrayOf();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(changes.ToArbitrary(), list =>
            {
                byte[] bytes = [.. sound];
                foreach ((int place, byte value) in list)
                {
                    bytes[place] = value;
                }

                return ReadsOrRefuses(folder, bytes);
            }));
    }

    private static bool ReadsOrRefuses(TemporaryFolder folder, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(folder.Write("model.safetensors", bytes));
            foreach (TensorEntry entry in file.Entries.Values)
            {
                ReadTensor(file, entry);
            }
        }
        catch (BenchException e)
        {
            return e.Where is not null;
        }

        return true;
    }

    private static void ReadTensor(SafetensorsFile file, TensorEntry entry)
    {
        try
        {
            long count = entry.Shape.Aggregate(1L, (product, extent) => product * extent);
            file.Read(entry.Name).ToArray().Length.ShouldBe((int)count);
        }
        catch (BenchException e)
        {
            e.Where!.ShouldContain("tensor");
        }
    }
}
