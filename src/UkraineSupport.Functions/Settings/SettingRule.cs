using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using UkraineSupport.Domain.Access;
using IPNetwork = System.Net.IPNetwork;

namespace UkraineSupport.Functions.Settings;

/// <summary>What the text of a setting must be.</summary>
/// <param name="Holds">Whether it is.</param>
/// <param name="Wanted">What is wanted, as the end of a sentence.</param>
internal sealed record SettingRule(Func<string, bool> Holds, string Wanted)
{
    private static readonly string[] Anybodys = ["common", "organizations", "consumers"];

    public static SettingRule Text { get; } = new(_ => true, "any text");

    public static SettingRule Flag { get; } = new(text => bool.TryParse(text, out _), "true or false");

    public static SettingRule Count { get; } =
        new(
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0,
            "a whole number from 1"
        );

    public static SettingRule Word { get; } =
        new(text => text.Length <= 32 && text.All(char.IsAsciiLetterOrDigit), "letters and digits, at most 32");

    public static SettingRule Party { get; } = new(Parties.IsKnown, "the code of a nation, or EU, NATO, EIB, EPF");

    public static SettingRule Day { get; } =
        new(
            text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _),
            "a day, as 2026-11-01"
        );

    public static SettingRule Origin { get; } =
        new(IsOrigin, "an origin has a scheme, a host and no path, as https://example.org has");

    public static SettingRule Network { get; } =
        new(
            text => IPAddress.TryParse(text, out _) || (IPNetwork.TryParse(text, out var all) && all.PrefixLength > 0),
            "an address or a network, as 10.1.0.0/16 is, but not everybody's"
        );

    public static SettingRule Authority { get; } =
        new(IsAuthority, "the https address of one tenant's issuer (http on this machine only)");

    public static SettingRule KeyFile { get; } =
        new(HasKey, "a file with a public key in PEM form is wanted, as ./run token makes");

    public static SettingRule SigningKeyFile { get; } =
        new(HasKey, "a file with a private key in PEM form is wanted, as ./run makes");

    public static SettingRule Folder { get; } = new(Directory.Exists, "a folder that is there");

    public static SettingRule Number(decimal least, decimal most) =>
        new(
            text =>
                decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n)
                && n >= least
                && n <= most,
            string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}")
        );

    public static SettingRule Span(TimeSpan least, TimeSpan most) =>
        new(
            text =>
                TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= least && span <= most,
            $"a span from {least} to {most}"
        );

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.UserInfo.Length == 0
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>With <c>common</c> and its like, everybody's tenant would be as good as ours.</summary>
    private static bool IsAuthority(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && (uri.UserInfo + uri.Query + uri.Fragment).Length == 0
        && !uri.Segments.Any(s => Anybodys.Contains(s.Trim('/'), StringComparer.OrdinalIgnoreCase));

    private static bool HasKey(string path)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return true;
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or NotSupportedException
                        or CryptographicException
            )
        {
            return false;
        }
    }
}
