using System.Buffers.Text;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>What a token says that was found to be the issuer's: who it is, what they may do and for whom.</summary>
internal static class TokenClaims
{
    /// <summary>Of several roles in one token the first of these counts.</summary>
    private static readonly Role[] Precedence =
    [
        Role.Coordinator,
        Role.Recipient,
        Role.Donor,
        Role.Administrator,
        Role.Observer,
    ];

    /// <summary>The caller.</summary>
    /// <exception cref="ProblemException">401 when it is not known who acts.</exception>
    public static Actor Actor(ClaimsIdentity identity, string partyClaim)
    {
        var roles = identity
            .Claims.Where(c => c.Type is "roles" or "role")
            .Select(c => c.Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var role =
            Precedence.Where(r => roles.Contains(r.ToString())).Cast<Role?>().FirstOrDefault()
            ?? throw Refused("no role");
        var party = Single(identity, partyClaim);
        var subject = Single(identity, "oid") ?? Single(identity, "sub");
        if (string.IsNullOrWhiteSpace(subject) || subject is "anonymous" or "system")
            throw Refused("no subject");
        if (party is not null && !IsParty(party))
            throw Refused("unknown party");
        if (role == Role.Donor && party is null)
            throw Refused("no party");
        if (role == Role.Recipient && party != Parties.Ukraine)
            throw Refused("another recipient");
        return new Actor(role, party, subject);
    }

    /// <summary>Whether somebody may act for it: a donor of the catalogue, or Ukraine.</summary>
    public static bool IsParty(string code) => code == Parties.Ukraine || DonorCatalog.Find(code) is not null;

    /// <summary>
    /// Whether it gives access to this application: to a person's program by the scope that it was given, or to a
    /// program of its own. A token that only tells who signed in (an ID token) says neither. Entra ID calls it
    /// <c>scp</c>, RFC 9068 <c>scope</c>.
    /// </summary>
    public static bool GivesAccess(ClaimsIdentity identity, string scope) =>
        identity.FindFirst("idtyp")?.Value == "app"
        || identity
            .Claims.Where(c => c.Type is "scp" or "scope")
            .SelectMany(c => c.Value.Split(' '))
            .Contains(scope, StringComparer.Ordinal);

    /// <summary>Whether header or claims name something twice: others may have read the first, we the last.</summary>
    public static bool SaysTwice(JsonWebToken token) => IsDouble(token.EncodedHeader) || IsDouble(token.EncodedPayload);

    /// <summary>All refusals look the same from outside; the reason is for the log.</summary>
    public static ProblemException Refused(string why) =>
        new(401, "token-refused", "The token is not valid here, or says no role and party that we know.") { Why = why };

    private static string? Single(ClaimsIdentity identity, string claim)
    {
        var values = identity.FindAll(claim).ToList();
        return values.Count > 1 ? throw Refused("two of one claim") : values.FirstOrDefault()?.Value;
    }

    private static bool IsDouble(string part)
    {
        try
        {
            using var _ = JsonDocument.Parse(
                Base64Url.DecodeFromChars(part),
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            return false;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return true;
        }
    }
}
