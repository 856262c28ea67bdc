using System.Globalization;
using System.Text;
using Google.Protobuf;

namespace UkraineSupport.Testing.Telemetry;

/// <summary>
/// A message of protocol buffers without its schema: its fields by number. Enough for the few that tests look at; the
/// numbers are those of opentelemetry-proto 1.9.
/// </summary>
internal sealed class Wire
{
    private readonly ILookup<int, object> fields;

    /// <param name="bytes">The message.</param>
    public Wire(byte[] bytes)
    {
        var read = new List<(int Field, object Value)>();
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
            read.Add((WireFormat.GetTagFieldNumber(tag), Value(input, WireFormat.GetTagWireType(tag))));
        fields = read.ToLookup(f => f.Field, f => f.Value);
    }

    public IEnumerable<Wire> Messages(int field) => fields[field].Select(v => new Wire((byte[])v));

    public string Text(int field) => Encoding.UTF8.GetString((byte[]?)fields[field].LastOrDefault() ?? []);

    public string Hex(int field) => Convert.ToHexStringLower((byte[]?)fields[field].LastOrDefault() ?? []);

    public bool Has(int field) => fields[field].Any();

    public ulong Number(int field) => (ulong?)fields[field].LastOrDefault() ?? 0;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    /// <summary>A list of <c>KeyValue</c>: 1 the key, 2 the value, of which 1 text, 2 truth, 3 whole number.</summary>
    public Dictionary<string, string> Attributes(int field) =>
        Messages(field)
            .ToDictionary(
                pair => pair.Text(1),
                pair =>
                {
                    var value = pair.Messages(2).Single();
                    return value.Has(1) ? value.Text(1)
                        : value.Has(2) ? (value.Number(2) != 0 ? "true" : "false")
                        : value.Number(3).ToString(CultureInfo.InvariantCulture);
                }
            );

    private static object Value(CodedInputStream input, WireFormat.WireType type) =>
        type switch
        {
            WireFormat.WireType.Varint => input.ReadUInt64(),
            WireFormat.WireType.Fixed64 => input.ReadFixed64(),
            WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
            WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
            _ => throw new InvalidDataException($"{type} is not of protocol buffers 3."),
        };
}
