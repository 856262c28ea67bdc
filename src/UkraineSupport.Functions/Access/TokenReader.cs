using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>
/// Who calls, by bearer token (JWT). In Azure from the OIDC authority in <c>Access:Authority</c> (Entra ID; app roles
/// and a party claim, keys cached and refreshed by the library); locally signed by the development key,
/// <c>Access:DevelopmentKeyFile</c>.
/// </summary>
internal sealed class TokenReader
{
    /// <summary>Issuer of development tokens.</summary>
    public const string DevelopmentIssuer = "ukraine-support-development";

    /// <summary>Audience of tokens unless <c>Access:Audience</c> says another.</summary>
    public const string UsualAudience = "ukraine-support";

    private const string Scheme = "Bearer ";

    /// <summary>Of several roles in one token the first of these counts.</summary>
    private static readonly Role[] Precedence =
    [
        Role.Coordinator,
        Role.Recipient,
        Role.Donor,
        Role.Administrator,
        Role.Observer,
    ];

    /// <summary>By how much the clocks of issuers may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _rules;
    private readonly string _partyClaim;

    public TokenReader(IConfiguration configuration, TimeProvider time)
    {
        var access = configuration.GetSection("Access");
        _partyClaim = access["PartyClaim"] ?? "party";
        _rules = new TokenValidationParameters
        {
            ValidAudience = access["Audience"] ?? UsualAudience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = Skew,
            LifetimeValidator = (notBefore, expires, _, rules) =>
                IsCurrent(notBefore, expires, time.GetUtcNow().UtcDateTime, rules.ClockSkew),
        };
        if (access["DevelopmentKeyFile"] is { Length: > 0 } file)
        {
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            _rules.ValidIssuer = DevelopmentIssuer;
            _rules.IssuerSigningKey = new ECDsaSecurityKey(key);
        }

        if (access["Authority"] is { Length: > 0 } authority)
        {
            _rules.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever()
            );
        }
    }

    /// <summary>The caller; <see cref="Actor.Anonymous"/> without a token.</summary>
    /// <exception cref="ProblemException">401 when there is a token and it does not hold.</exception>
    public async Task<Actor> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var header = request.Headers.Authorization;
        if (header.Count == 0)
            return Actor.Anonymous;
        if (
            header.Count > 1
            || header[0] is not { } value
            || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        )
            throw Refused();
        var result = await _handler.ValidateTokenAsync(value[Scheme.Length..].Trim(), _rules).WaitAsync(cancel);
        // What a critical header asks for is not understood here (RFC 7515 section 4.1.11).
        if (!result.IsValid || (result.SecurityToken as JsonWebToken)?.TryGetHeaderValue("crit", out object _) != false)
            throw Refused();
        return Read(result.ClaimsIdentity);
    }

    /// <summary>Until when a token that holds now will hold; null without one.</summary>
    public static DateTimeOffset? ExpiryOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } value]
            ? new DateTimeOffset(new JsonWebToken(value[Scheme.Length..].Trim()).ValidTo, TimeSpan.Zero) + Skew
            : null;

    private Actor Read(ClaimsIdentity identity)
    {
        var roles = identity
            .Claims.Where(c => c.Type is "roles" or "role")
            .Select(c => c.Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var role =
            Precedence.Where(r => roles.Contains(r.ToString())).Cast<Role?>().FirstOrDefault() ?? throw Refused();
        // One party and one subject, or it is not known who acts.
        var party = Single(identity, _partyClaim);
        var subject = Single(identity, "oid") ?? Single(identity, "sub");
        if (
            string.IsNullOrWhiteSpace(subject)
            || subject is "anonymous" or "system"
            || (party is not null && !Parties.IsKnown(party))
        )
            throw Refused();
        if (role == Role.Donor && party is null)
            throw Refused();
        if (role == Role.Recipient && party != Parties.Ukraine)
            throw Refused();
        return new Actor(role, party, subject);
    }

    private static string? Single(ClaimsIdentity identity, string claim)
    {
        var values = identity.FindAll(claim).ToList();
        return values.Count > 1 ? throw Refused() : values.FirstOrDefault()?.Value;
    }

    private static bool IsCurrent(DateTime? notBefore, DateTime? expires, DateTime now, TimeSpan skew) =>
        expires is not null && expires + skew >= now && (notBefore is null || notBefore - skew <= now);

    private static ProblemException Refused() =>
        new(401, "token-refused", "The token is not valid here, or says no role and party that we know.");
}
