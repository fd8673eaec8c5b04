using System.Text;

namespace Bench.Fuzz;

/// <summary>Seeds written as text.</summary>
internal static class Texts
{
    /// <summary>The bytes of texts in UTF-8.</summary>
    public static IReadOnlyList<byte[]> Bytes(params ReadOnlySpan<string> texts)
    {
        var bytes = new List<byte[]>();
        foreach (string text in texts)
        {
            bytes.Add(Encoding.UTF8.GetBytes(text));
        }

        return bytes;
    }
}
