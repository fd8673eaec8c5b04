using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Bench.Inference;

/// <summary>A stretch of a memory-mapped file.</summary>
internal sealed unsafe class MappedBytes : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;

    /// <summary>Maps a stretch.</summary>
    /// <param name="file">The mapped file; disposed together with this object.</param>
    /// <param name="offset">First byte in the file.</param>
    /// <param name="length">Length in bytes; a view of 0 bytes would reach to the end of the file, so there is none.</param>
    public MappedBytes(MemoryMappedFile file, long offset, long length)
    {
        _file = file;
        Length = length;
        if (length > 0)
        {
            _view = file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
            byte* pointer = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            _start = pointer + _view.PointerOffset;
        }
    }

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    /// <summary>Keeps the mapping alive while somebody holds a pointer into it.</summary>
    public SafeHandle? Handle => _view?.SafeMemoryMappedViewHandle;

    /// <summary>Bytes of the file.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="count">Number of bytes.</param>
    /// <exception cref="ObjectDisposedException">The file is no longer mapped.</exception>
    public ReadOnlySpan<byte> Bytes(long offset, int count) => new(Pointer(offset, count), count);

    /// <summary>Floats of the file, in place where the machine can read them there.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="count">Number of floats.</param>
    public ReadOnlyMemory<float> Floats(long offset, int count)
    {
        bool aligned = count > 0 && ((nuint)Pointer(offset, (long)count * sizeof(float)) % sizeof(float)) == 0;
        return aligned && BitConverter.IsLittleEndian
            ? new MappedFloats(this, offset, count).Memory
            : FloatConversion.FromSingle(this, offset, count);
    }

    /// <summary>Address of a stretch.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="count">Number of bytes.</param>
    public byte* Pointer(long offset, long count)
    {
        ObjectDisposedException.ThrowIf(_file.SafeMemoryMappedFileHandle.IsClosed, this);
        return offset < 0 || count < 0 || offset > Length - count
            ? throw new ArgumentOutOfRangeException(nameof(offset))
            : _start + offset;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_file.SafeMemoryMappedFileHandle.IsClosed)
        {
            _view?.SafeMemoryMappedViewHandle.ReleasePointer();
            _view?.Dispose();
            _file.Dispose();
        }
    }
}
