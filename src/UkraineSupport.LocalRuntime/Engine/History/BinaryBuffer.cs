using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>Growing buffer with the few primitive encodings that the log uses.</summary>
internal sealed class BinaryBuffer(int capacity = 256)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    public int Length => _bytes.WrittenCount;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public void Clear() => _bytes.ResetWrittenCount();

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }
        Byte((byte)rest);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Guid(Guid value)
    {
        value.TryWriteBytes(_bytes.GetSpan(16));
        _bytes.Advance(16);
    }

    public void Time(DateTimeOffset value) => Long(value.UtcTicks);

    public void Time(DateTimeOffset? value) => Long(value?.UtcTicks ?? -1);

    public void Text(string? value)
    {
        if (value is null)
        {
            Int(0);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(value);
        Int(length + 1);
        Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void Raw(ReadOnlySpan<byte> value) => _bytes.Write(value);
}
