using System.Buffers.Binary;
using System.Text;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>Reads what <see cref="BinaryBuffer"/> wrote.</summary>
internal ref struct BinaryCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly int Left => _rest.Length;

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public bool Bool() => Byte() != 0;

    public int Int()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return (int)value;
        }
    }

    public long Long()
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[8..];
        return value;
    }

    public Guid Guid() => new(Raw(16));

    public DateTimeOffset Time() => new(Long(), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull() =>
        Long() is var ticks and >= 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public string? TextOrNull() => Int() is var length and > 0 ? Encoding.UTF8.GetString(Raw(length - 1)) : null;

    public string Text() => TextOrNull() ?? throw new InvalidDataException("A text is missing in the log.");

    public ReadOnlySpan<byte> Raw(int length)
    {
        var value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }
}
