using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Access;

/// <summary>
/// A token that does not hold is refused everywhere: it does not make its bearer an anonymous reader.
/// </summary>
public sealed class TokenTests(SharedApp fixture) : IDisposable
{
    private readonly DevelopmentKey forger = new();
    private readonly DevelopmentKey key = fixture.App.Process.Key;

    public static TheoryData<string> BadTokens =>
        [
            "expired",
            "not yet valid",
            "forged",
            "unsigned",
            "unsigned and named so",
            "signed with the public key as a secret",
            "for another audience",
            "by another issuer",
            "without roles",
            "of an unknown role",
            "without an end",
            "not a token",
            "empty",
            "changed afterwards",
            "of two parties",
            "without a subject",
            "of an empty subject",
            "of two subjects",
            "with a header that is critical",
        ];

    public void Dispose() => forger.Dispose();

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_401(string what)
    {
        var client = fixture.App.WithToken(Token(what));

        var read = await client.GetAsync("pledges");
        var write = await client.CreateAsync("pledges", Bodies.Pledge("NLD"));

        Assert.Equal((401, 401), (read.Code, write.Code));
        Assert.Equal("application/problem+json", read.MediaType);
    }

    [Fact]
    public async Task The_same_token_unspoilt_is_accepted() =>
        Assert.Equal(200, (await fixture.App.WithToken(key.Sign(Claims())).GetAsync("pledges")).Code);

    private string Token(string what)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return what switch
        {
            "expired" => key.Sign(With("exp", now - 600)),
            "not yet valid" => key.Sign(With("nbf", now + 3000)),
            "forged" => forger.Sign(Claims()),
            "unsigned" => key.Sign(Claims())[..(key.Sign(Claims()).LastIndexOf('.') + 1)],
            "unsigned and named so" => WithoutSignature(key.Sign(Claims(), "none")),
            "signed with the public key as a secret" => key.Sign(Claims(), "HS256"),
            "for another audience" => key.Sign(With("aud", "another-app")),
            "by another issuer" => key.Sign(With("iss", "somebody")),
            "without roles" => key.Sign(With("roles", null)),
            "of an unknown role" => key.Sign(With("roles", new JsonArray("king"))),
            "without an end" => key.Sign(With("exp", null)),
            "not a token" => "letmein",
            "empty" => "",
            "changed afterwards" => ChangedAfterwards(),
            "of two parties" => key.Sign(With("party", new JsonArray("NLD", "POL"))),
            "without a subject" => key.Sign(With("sub", null)),
            "of an empty subject" => key.Sign(With("sub", " ")),
            "of two subjects" => key.Sign(With("sub", new JsonArray("one", "two"))),
            "with a header that is critical" => key.Sign(
                Claims(),
                "ES256",
                ("crit", new JsonArray("exp2")),
                ("exp2", 1)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such token."),
        };
    }

    private static JsonObject Claims() => DevelopmentKey.Claims("donor", "NLD");

    private static JsonObject With(string claim, JsonNode? value)
    {
        var claims = Claims();
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;
        return claims;
    }

    private static string WithoutSignature(string token) => token[..(token.LastIndexOf('.') + 1)];

    /// <summary>The claims of one token under the signature of another.</summary>
    private string ChangedAfterwards()
    {
        var (dutch, danish) = (key.Mint("donor", "NLD").Split('.'), key.Mint("donor", "DNK").Split('.'));
        return $"{dutch[0]}.{dutch[1]}.{danish[2]}";
    }
}
