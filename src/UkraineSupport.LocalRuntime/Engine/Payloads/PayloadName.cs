using System.Security.Cryptography;
using System.Text;

namespace UkraineSupport.LocalRuntime.Engine.Payloads;

/// <summary>Names of payload blobs: one folder an instance, however its id looks.</summary>
internal static class PayloadName
{
    /// <summary>
    /// With the file's name far below the 1,024 characters that a blob's name may have, percent signs included.
    /// </summary>
    private const int LongestPlainId = 200;

    /// <summary>
    /// The id itself where it is short and plain, for whoever looks into the container; else its hash.
    /// </summary>
    public static string Folder(string instanceId) =>
        IsPlain(instanceId)
            ? instanceId + "/"
            : $"~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instanceId)))}/";

    public static string New(string instanceId) => $"{Folder(instanceId)}{Guid.NewGuid():N}";

    /// <summary>The name of the same file in another instance's folder.</summary>
    public static string In(string instanceId, string blob) => Folder(instanceId) + blob[(blob.LastIndexOf('/') + 1)..];

    private static bool IsPlain(string id) =>
        id.Length <= LongestPlainId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
