using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bench.Hub;

/// <summary>Checks a file's content against its tag.</summary>
internal static class BlobHash
{
    private const int Sha256Digits = 64;
    private const int Sha1Digits = 40;

    /// <summary>
    /// Whether the content is the one that the tag stands for: 64 digits are its SHA-256, 40 digits git's SHA-1 of a blob. Tags of other
    /// forms say nothing of the content.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<bool> FitsAsync(string path, string tag, CancellationToken cancellationToken)
    {
        if (tag.Length is not (Sha256Digits or Sha1Digits) || !tag.All(char.IsAsciiHexDigitLower))
        {
            return true;
        }

        using FileStream stream = CacheAccess.Guard(
            path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan));
        using var hash = IncrementalHash.CreateHash(tag.Length == Sha256Digits ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        if (tag.Length == Sha1Digits)
        {
            // Git hashes a header before the content.
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {stream.Length}\0")));
        }

        byte[] buffer = new byte[1 << 20];
        for (int read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false); read > 0;
            read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false))
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == tag;
    }
}
