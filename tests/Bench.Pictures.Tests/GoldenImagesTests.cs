using System.Security.Cryptography;
using System.Text.Json;
using Bench.TestKit;

namespace Bench.Pictures.Tests;

/// <summary>Pixels of Pillow 12.3.0: of a decoded file, and of it resized.</summary>
public sealed class GoldenImagesTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "golden", "images");
    private static readonly JsonElement[] _cases =
        [.. JsonElement.Parse(File.ReadAllBytes(Path.Combine(_folder, "cases.json"))).GetProperty("cases").EnumerateArray()];

    public static IEnumerable<object[]> Cases =>
        _cases.Select(item => new object[] { item.GetProperty("file").GetString()!, item.GetProperty("config").GetString()! });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pixels_are_those_of_Pillow(string file, string config)
    {
        JsonElement expected =
            _cases.Single(item => item.GetProperty("file").GetString() == file && item.GetProperty("config").GetString() == config);
        ProcessorSettings settings = Settings(config);

        RgbImage decoded = PictureFile.Read(Path.Combine(_folder, file));
        Convert.ToHexStringLower(SHA256.HashData(decoded.Pixels)).ShouldBe(expected.GetProperty("decoded_sha256").GetString());
        settings.Fit(decoded, file).Pixels
            .ShouldBe([.. expected.GetProperty("resized_u8").EnumerateArray().Select(item => item.GetByte())]);
    }

    [Fact]
    public void Values_are_scaled_and_normalised_channel_by_channel()
    {
        ProcessorSettings settings = Settings("vit-bilinear");
        var image = new RgbImage(2, 1, [0, 51, 255, 255, 102, 204]);

        float[] values = settings.Normalise(image);

        float[] expected =
            [.. new[] { 0, 255, 51, 102, 255, 204 }.Select((value, i) =>
                ((value / 255f) - settings.Mean[i / 2]) / settings.Deviation[i / 2])];
        Close.Within([.. expected.Select(value => (double)value)], values, 1e-6, 0, "values");
    }

    private static ProcessorSettings Settings(string config)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(_folder, config + ".json"), Path.Combine(folder.Path, ProcessorFile.Name));
        return ProcessorFile.Read(folder.Path);
    }
}
