using System.Buffers.Binary;
using System.Text;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Everything in a weight file may be hostile; each kind of damage has its own message.</summary>
public class SafetensorsDamageTests
{
    private const string Sound = """{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""";

    [Fact]
    public void The_sound_file_of_these_tests_opens() => OpenHeader(Sound, 16).ShouldBeNull();

    [Theory]
    [InlineData("""[1, 2]""", "no JSON object")]
    [InlineData("""{"a":""", "not valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""",
        "not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "not valid Unicode")]
    [InlineData("""{"a":[]}""", "lacks a dtype")]
    [InlineData("""{"a":{"shape":[4],"data_offsets":[0,16]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":1,"shape":[4],"data_offsets":[0,16]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,16]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4.5],"data_offsets":[0,16]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":4,"data_offsets":[0,16]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,16]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16,32]}}""", "lacks a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}""", "lies at bytes 16 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}""", "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[9223372036854775791,9223372036854775807]}}""", "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[5],"data_offsets":[0,16]}}""", "does not fit F32 of shape [5]")]
    [InlineData("""{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,16]}}""", "does not fit F16 of shape [4]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4,1],"data_offsets":[0,16]}}""", "does not fit")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]},"b":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[15],"data_offsets":[1,16]}}""",
        "does not fit F4")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[3],"data_offsets":[4,16]}}""", "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "gaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "end at byte 12")]
    [InlineData("""{}""", "end at byte 0")]
    public void Damaged_headers_are_refused(string header, string says)
    {
        BenchException error = OpenHeader(header, 16).ShouldNotBeNull();
        error.Problem.ShouldContain(says);
        error.Where.ShouldNotBeNull().ShouldContain("model.safetensors");
        error.Remedy.ShouldNotBeNull().ShouldContain("again");
    }

    [Fact]
    public void A_header_nested_without_end_is_refused() =>
        OpenHeader("""{"a":""" + new string('[', 100_000), 16).ShouldNotBeNull().Problem.ShouldContain("not valid JSON");

    [Fact]
    public void A_header_that_is_not_UTF8_is_refused()
    {
        byte[] header = Encoding.UTF8.GetBytes(Sound);
        header[2] = 0xFF;
        Open(RawTensors.Compose(header, new byte[16])).ShouldNotBeNull().Problem.ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(7, "truncated")]
    public void A_file_without_room_for_the_length_is_refused(int length, string says) =>
        Open(new byte[length]).ShouldNotBeNull().Problem.ShouldContain(says);

    [Theory]
    [InlineData(1000UL, "beyond the end of the file")]
    [InlineData(74UL, "beyond the end of the file")]
    [InlineData(100_000_001UL, "at most 100000000 are allowed")]
    [InlineData(ulong.MaxValue, "at most 100000000 are allowed")]
    public void A_header_length_beyond_the_file_is_refused(ulong length, string says)
    {
        byte[] bytes = RawTensors.Compose(Encoding.UTF8.GetBytes(Sound), new byte[16]);
        (bytes.Length - 8).ShouldBe(73);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Open(bytes).ShouldNotBeNull().Problem.ShouldContain(says);
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        byte[] bytes = RawTensors.Compose(Encoding.UTF8.GetBytes(Sound), new byte[16]);
        for (int length = 0; length < bytes.Length; length++)
        {
            Open(bytes[..length]).ShouldNotBeNull();
        }

        Open([.. bytes, 0]).ShouldNotBeNull().Problem.ShouldContain("17 bytes after the header");
    }

    [Fact]
    public void A_Git_LFS_pointer_is_recognised() =>
        Open("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n"u8.ToArray()).ShouldNotBeNull().Remedy!.ShouldContain(
            "git lfs pull");

    [Fact]
    public void A_missing_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<BenchException>(() => SafetensorsFile.Open(folder.File("none.safetensors"))).Where!.ShouldContain("none.safetensors");
        Should.Throw<BenchException>(() => SafetensorsFile.Open(folder.Path)).Where.ShouldBe(folder.Path);
    }

    private static BenchException? OpenHeader(string header, int dataLength) =>
        Open(RawTensors.Compose(Encoding.UTF8.GetBytes(header), new byte[dataLength]));

    private static BenchException? Open(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        try
        {
            SafetensorsFile.Open(folder.Write("model.safetensors", bytes)).Dispose();
            return null;
        }
        catch (BenchException e)
        {
            return e;
        }
    }
}
