using System.Security.Cryptography;
using System.Text;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

internal static class StableGuid
{
    /// <summary>The same GUID for the same name, marked as name-based (version 8).</summary>
    public static Guid From(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
