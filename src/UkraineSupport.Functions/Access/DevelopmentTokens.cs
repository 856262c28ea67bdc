using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>Who somebody wants to be on a development machine.</summary>
/// <param name="Role">What they may do.</param>
/// <param name="Party">For whom; a donor must, a recipient is Ukraine.</param>
internal sealed record DevelopmentSignIn(Role Role, string? Party = null);

/// <summary>A token as a caller sends it: <c>Authorization: Bearer …</c>.</summary>
internal sealed record DevelopmentToken(string Token);

/// <summary>
/// Signs tokens as <c>./run token</c> does, for the page on a development machine. It needs the private half of the
/// development key, <c>Access:DevelopmentSigningKeyFile</c>, which only <c>./run</c> gives: beside an authority or in
/// Azure the app does not start with it (<see cref="Settings.SettingsCheck"/>).
/// </summary>
internal sealed class DevelopmentTokens
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly SigningCredentials? _key;
    private readonly string _audience;
    private readonly TimeProvider _time;

    public DevelopmentTokens(IConfiguration configuration, TimeProvider time)
    {
        var access = configuration.GetSection("Access");
        (_audience, _time) = (access["Audience"] ?? TokenReader.UsualAudience, time);
        if (access["DevelopmentSigningKeyFile"] is not { Length: > 0 } file)
            return;
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        _key = new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256);
    }

    /// <summary>Whether people may choose here who they are.</summary>
    public bool Available => _key is not null;

    /// <exception cref="ProblemException">404 where this is no development machine; 422: no such caller.</exception>
    public DevelopmentToken Mint(DevelopmentSignIn wanted)
    {
        if (_key is null)
            throw ProblemException.NotFound();
        Check(wanted);
        var role = DomainJson.Word(wanted.Role);
        var now = _time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = string.Join('-', new[] { "dev", role, wanted.Party }.Where(part => part is not null)),
            ["roles"] = new[] { role },
        };
        if (wanted.Party is not null)
            claims["party"] = wanted.Party;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = TokenReader.DevelopmentIssuer,
                Audience = _audience,
                Claims = claims,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + Lifetime,
                SigningCredentials = _key,
            }
        );
        return new(token);
    }

    private static void Check(DevelopmentSignIn wanted)
    {
        var wrong = (wanted.Role, wanted.Party) switch
        {
            (Role.Donor, null) => "A donor speaks for a party.",
            (Role.Recipient, not Parties.Ukraine) => $"The recipient is {Parties.Ukraine}.",
            (_, { } party) when !TokenClaims.IsParty(party) => "There is no such party.",
            _ => null,
        };
        if (wrong is not null)
            throw ProblemException.From(new InvalidInput([new("/party", wrong)]));
    }
}
