namespace Bench.Evaluation;

/// <summary>A file that refuses to be read on and on behind its end, as the library does where a page's description is damaged.</summary>
/// <param name="inner">The file.</param>
internal sealed class EndedStream(FileStream inner) : Stream
{
    private const int MostReadsAtEnd = 64;
    private int _readsAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count), count);

    public override int Read(Span<byte> buffer) => Counted(inner.Read(buffer), buffer.Length);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    public override int ReadByte()
    {
        int value = inner.ReadByte();
        Counted(value < 0 ? 0 : 1, 1);
        return value;
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int read, int asked)
    {
        _readsAtEnd = read > 0 || asked == 0 ? 0 : _readsAtEnd + 1;
        return _readsAtEnd <= MostReadsAtEnd ? read : throw new EndOfStreamException("It ends in the middle of a value");
    }
}
