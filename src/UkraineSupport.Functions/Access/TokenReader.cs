using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>
/// Who calls, by bearer token (JWT). In Azure an access token of the authority in <c>Access:Authority</c> (Entra ID;
/// app roles and a party claim); locally signed by the development key, <c>Access:DevelopmentKeyFile</c>.
/// </summary>
internal sealed class TokenReader
{
    /// <summary>Issuer of development tokens.</summary>
    public const string DevelopmentIssuer = "ukraine-support-development";

    /// <summary>Audience of tokens unless <c>Access:Audience</c> says another.</summary>
    public const string UsualAudience = "ukraine-support";

    private const string Scheme = "Bearer ";

    /// <summary>By how much the clocks of issuers may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Entra ID puts at most 200 groups into one, some 8 KiB.</summary>
    private const int LargestToken = 16 * 1024;

    private readonly JsonWebTokenHandler _handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = LargestToken,
    };
    private readonly TokenValidationParameters _rules;
    private readonly Issuer _issuer;
    private readonly string _partyClaim;
    private readonly string _scope;

    public TokenReader(IConfiguration configuration, Issuer issuer, TimeProvider time)
    {
        var access = configuration.GetSection("Access");
        _issuer = issuer;
        _partyClaim = Text("PartyClaim", "party");
        _scope = Text("Scope", "support");
        _rules = new TokenValidationParameters
        {
            ValidAudience = Text("Audience", UsualAudience),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256],
            ValidTypes = ["JWT", "at+jwt"],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = Skew,
            ConfigurationManager = issuer.Documents,
            // An authority names the key that it signed with; the one development key has no name.
            TryAllIssuerSigningKeys = issuer.Documents is null,
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

        string Text(string name, string otherwise) => access[name] is { Length: > 0 } text ? text : otherwise;
    }

    /// <summary>The caller; <see cref="Actor.Anonymous"/> without a token.</summary>
    /// <exception cref="ProblemException">401 when there is a token and it does not hold; 503 when that cannot be
    /// told.</exception>
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
            throw TokenClaims.Refused("no bearer token");
        await _issuer.CheckAsync(cancel);
        var result = await _handler.ValidateTokenAsync(value[Scheme.Length..].Trim(), _rules).WaitAsync(cancel);
        if (!result.IsValid)
            throw TokenClaims.Refused(result.Exception?.GetType().Name ?? "not valid");
        var token = (JsonWebToken)result.SecurityToken;
        // What a critical header asks for is not understood here (RFC 7515 section 4.1.11).
        if (token.TryGetHeaderValue("crit", out object _))
            throw TokenClaims.Refused("critical header");
        if (TokenClaims.SaysTwice(token))
            throw TokenClaims.Refused("two of one claim");
        if (_issuer.Documents is not null && !TokenClaims.GivesAccess(result.ClaimsIdentity, _scope))
            throw TokenClaims.Refused("no access token");
        return TokenClaims.Actor(result.ClaimsIdentity, _partyClaim);
    }

    /// <summary>Until when a token that holds now will hold; null without one.</summary>
    public static DateTimeOffset? ExpiryOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } value]
            ? new DateTimeOffset(new JsonWebToken(value[Scheme.Length..].Trim()).ValidTo, TimeSpan.Zero) + Skew
            : null;

    private static bool IsCurrent(DateTime? notBefore, DateTime? expires, DateTime now, TimeSpan skew) =>
        expires is not null && expires + skew >= now && (notBefore is null || notBefore - skew <= now);
}
