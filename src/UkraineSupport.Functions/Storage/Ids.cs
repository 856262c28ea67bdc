using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace UkraineSupport.Functions.Storage;

/// <summary>Identifiers: <c>pledge-</c> or <c>requirement-</c> and 32 hex digits. Derived from the idempotency key, so that a retry finds the first one.</summary>
internal static partial class Ids
{
    /// <summary>The id that this request, however often repeated, gives to what it creates.</summary>
    public static string From(string kind, params string[] parts) =>
        $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32]}";

    /// <summary>Whether it can be an id at all: nothing else may reach a key or a filter.</summary>
    public static bool IsWellFormed(string id) => Form().IsMatch(id);

    /// <summary>Whether it is the id of a requirement.</summary>
    public static bool IsRequirement(string id) => id.StartsWith("requirement-", StringComparison.Ordinal) && IsWellFormed(id);

    /// <summary>Whether it is the id of a pledge.</summary>
    public static bool IsPledge(string id) => id.StartsWith("pledge-", StringComparison.Ordinal) && IsWellFormed(id);

    [GeneratedRegex("^[a-z]{1,20}-[0-9a-f]{32}$")]
    private static partial Regex Form();
}
