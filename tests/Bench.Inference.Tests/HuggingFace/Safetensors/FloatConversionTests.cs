using System.Runtime.InteropServices;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public class FloatConversionTests
{
    private static readonly ushort[] _patterns = [.. Enumerable.Range(0, 65536).Select(pattern => (ushort)pattern)];

    /// <summary>IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 bits of fraction.</summary>
    [Fact]
    public void Every_half_precision_pattern_is_exact()
    {
        float[] values = Read("F16", _patterns);
        foreach (ushort pattern in _patterns)
        {
            double sign = pattern >> 15 == 0 ? 1 : -1;
            int exponent = (pattern >> 10) & 0x1F;
            int fraction = pattern & 0x3FF;
            double expected = exponent switch
            {
                0 => sign * fraction * Math.Pow(2, -24),
                31 => fraction == 0 ? sign * double.PositiveInfinity : double.NaN,
                _ => sign * (1024 + fraction) * Math.Pow(2, exponent - 25),
            };
            RequireSame(expected, values[pattern], pattern);
        }
    }

    /// <summary>bfloat16: sign, 8 bits of exponent with bias 127, 7 bits of fraction.</summary>
    [Fact]
    public void Every_brain_float_pattern_is_exact()
    {
        float[] values = Read("BF16", _patterns);
        foreach (ushort pattern in _patterns)
        {
            double sign = pattern >> 15 == 0 ? 1 : -1;
            int exponent = (pattern >> 7) & 0xFF;
            int fraction = pattern & 0x7F;
            double expected = exponent switch
            {
                0 => sign * fraction * Math.Pow(2, -133),
                255 => fraction == 0 ? sign * double.PositiveInfinity : double.NaN,
                _ => sign * (128 + fraction) * Math.Pow(2, exponent - 134),
            };
            RequireSame(expected, values[pattern], pattern);
        }
    }

    [Fact]
    public void Doubles_are_rounded_to_the_nearest_float()
    {
        double[] values = [0.1, -1e-50, 1 + Math.Pow(2, -25), double.NegativeInfinity, double.NaN, 3.4028234663852886e38];
        Read("F64", values).ShouldBe([0.1f, -0f, 1f, float.NegativeInfinity, float.NaN, float.MaxValue]);
    }

    [Fact]
    public void A_double_beyond_the_floats_is_refused() =>
        Should.Throw<BenchException>(() => Read("F64", [1e300])).Message.ShouldContain("1e+300");

    [Theory]
    [InlineData("I64")]
    [InlineData("BOOL")]
    [InlineData("F8_E4M3")]
    [InlineData("X128")]
    public void Other_types_are_refused_by_name_and_only_when_read(string dtype)
    {
        BenchException error = Should.Throw<BenchException>(() => Read<byte>(dtype, new byte[8], dtype == "I64" ? 1 : 8));
        error.Problem.ShouldContain(dtype);
        error.Where!.ShouldContain("tensor 'a'");
        error.Remedy!.ShouldContain("F32, F16, BF16, F64");
    }

    private static float[] Read<T>(string dtype, T[] values, long? count = null)
        where T : unmanaged
    {
        using var folder = new TemporaryFolder();
        var tensor = new RawTensor(dtype, [count ?? values.Length], MemoryMarshal.AsBytes<T>(values).ToArray());
        byte[] bytes = RawTensors.Write(new Dictionary<string, RawTensor> { ["a"] = tensor });
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("model.safetensors", bytes));
        return file.Read("a").ToArray();
    }

    private static void RequireSame(double expected, float actual, ushort pattern)
    {
        bool same = double.IsNaN(expected)
            ? float.IsNaN(actual)
            : actual == expected && double.IsNegative(expected) == float.IsNegative(actual);
        same.ShouldBeTrue($"pattern {pattern:x4}: {actual}, expected {expected}");
    }
}
