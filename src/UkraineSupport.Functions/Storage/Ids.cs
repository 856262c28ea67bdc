using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace UkraineSupport.Functions.Storage;

/// <summary>
/// Identifiers: the kind (<c>pledge</c>, <c>requirement</c> …), a hyphen and 32 hex digits. Derived from the
/// idempotency key, so that a retry finds the first one.
/// </summary>
internal static partial class Ids
{
    /// <summary>The id that this request, however often repeated, gives to what it creates.</summary>
    public static string From(string kind, params string[] parts) =>
        $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32]}";

    /// <summary>Whether it can be an id at all: nothing else may reach a key or a filter.</summary>
    public static bool IsWellFormed(string id) => Form().IsMatch(id);

    /// <summary>The kind of the aggregate that has this id.</summary>
    public static string KindOf(string id) => id[..id.IndexOf('-')];

    /// <summary>Whether it is the id of an aggregate of that kind.</summary>
    public static bool Is(string id, string kind) => IsWellFormed(id) && KindOf(id) == kind;

    [GeneratedRegex("^[a-z]{1,20}-[0-9a-f]{32}$")]
    private static partial Regex Form();
}
