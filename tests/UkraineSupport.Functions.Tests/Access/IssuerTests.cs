using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using UkraineSupport.Functions.Tests.Http;

namespace UkraineSupport.Functions.Tests.Access;

/// <summary>
/// Tokens against an issuer that is asked over HTTP by the library that asks Entra ID: what does not hold is refused,
/// all of it with the same words, and the issuer is not asked for each.
/// </summary>
public sealed class IssuerTests : IAsyncLifetime
{
    private LocalIssuer _issuer = null!;
    private WebHost _host = null!;

    public static TheoryData<string> BadTokens =>
        [
            "unknown key",
            "unknown key under a known name",
            "no name of a key",
            "another audience",
            "another issuer",
            "another tenant with the same keys",
            "expired",
            "not yet valid",
            "without an end",
            "unsigned",
            "unsigned and named so",
            "the public key as a secret",
            "a party twice",
            "a role member twice",
            "an algorithm twice",
            "two parties",
            "no party",
            "a party of no catalogue",
            "a recipient that is not Ukraine",
            "an unknown role",
            "no role",
            "20 KiB",
            "an ID token",
            "another scope",
            "part of the scope",
            "another kind of token",
            "nobody",
        ];

    public async ValueTask InitializeAsync()
    {
        _issuer = await LocalIssuer.StartAsync();
        _host = await StartAsync(_issuer);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task What_does_not_hold_is_refused_with_the_same_words(string what)
    {
        var good = _issuer.Sign(_issuer.Claims());
        await Testing.Poll.UntilAsync("the keys are known", async () => (await AskAsync(good)).Status == 200);
        var (status, problem) = await AskAsync(Token(what));
        Assert.Equal(401, status);
        Assert.Equal(
            """{"type":"urn:ukraine-support:problem:token-refused","title":"Who are you?","status":401,"""
                + "\"detail\":\"The token is not valid here, or says no role and party that we know.\"}",
            problem
        );
        Assert.Equal(200, (await AskAsync(good)).Status);
    }

    [Theory]
    [InlineData("donor", "NLD", 403)]
    [InlineData("recipient", "UKR", 403)]
    [InlineData("coordinator", null, 403)]
    [InlineData("observer", null, 403)]
    [InlineData("administrator", null, 200)]
    public async Task What_holds_gives_the_right_of_its_role_and_no_other(string role, string? party, int expected)
    {
        using var audit = await _host.GetAsync(
            "admin/audit?limit=0",
            ("Authorization", $"Bearer {_issuer.Sign(_issuer.Claims(role, party))}")
        );
        // An administrator's mistake is told; nobody else comes so far.
        Assert.Equal(expected == 200 ? 400 : expected, (int)audit.StatusCode);
    }

    [Fact]
    public async Task A_program_of_its_own_shows_that_it_is_one()
    {
        var claims = _issuer.Claims("administrator", null);
        claims.Remove("scp");
        Assert.Equal(401, (await AskAsync(_issuer.Sign(claims))).Status);
        claims["idtyp"] = "app";
        Assert.Equal(200, (await AskAsync(_issuer.Sign(claims))).Status);
    }

    [Fact]
    public async Task However_many_are_refused_the_issuer_is_asked_twice()
    {
        Assert.Equal((0, 0), _issuer.Fetches);
        foreach (var what in BadTokens.Select(row => row.Data))
            Assert.Equal(401, (await AskAsync(Token(what))).Status);
        var rsa = LocalIssuer.NewKey("stranger").Rsa;
        for (var n = 0; n < 100; n++)
        {
            var unknown = new RsaSecurityKey(rsa) { KeyId = $"made up {n}" };
            Assert.Equal(401, (await AskAsync(LocalIssuer.Sign(_issuer.Claims().ToJsonString(), unknown))).Status);
        }

        Assert.Equal(200, (await AskAsync(_issuer.Sign(_issuer.Claims()))).Status);
        // When the first token came, and once more when one named a key that was not known.
        Assert.Equal((2, 2), _issuer.Fetches);
    }

    [Fact]
    public async Task A_new_key_is_found_and_an_old_one_that_is_withdrawn_counts_no_more()
    {
        var old = _issuer.Sign(_issuer.Claims());
        Assert.Equal(200, (await AskAsync(old)).Status);
        _issuer.Keys.Add(LocalIssuer.NewKey("second"));
        _issuer.Keys.RemoveAt(0);

        var renewed = _issuer.Sign(_issuer.Claims());
        await Testing.Poll.UntilAsync("the new key is known", async () => (await AskAsync(renewed)).Status == 200);
        Assert.Equal(401, (await AskAsync(old)).Status);
        Assert.Equal((2, 2), _issuer.Fetches);
    }

    [Fact]
    public async Task An_issuer_that_is_away_makes_no_token_bad_and_is_not_asked_for_each()
    {
        _issuer.IsAway = true;
        var token = _issuer.Sign(_issuer.Claims());
        var asked = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(token)));
        Assert.All(
            asked,
            a => Assert.Equal((503, true), (a.Status, a.Problem.Contains("issuer-away", StringComparison.Ordinal)))
        );
        var first = _issuer.Fetches.Documents;
        Assert.InRange(first, 1, 10);
        using (var anonymous = await _host.GetAsync("catalog/donors"))
            Assert.Equal(200, (int)anonymous.StatusCode);

        _issuer.IsAway = false;
        await Testing.Poll.UntilAsync("it is asked again", async () => (await AskAsync(token)).Status == 200);
        // Once it is known it may be away: what it signed is good.
        _issuer.IsAway = true;
        Assert.Equal(200, (await AskAsync(token)).Status);
    }

    private static Task<WebHost> StartAsync(LocalIssuer issuer) =>
        WebHost.StartAsync(
            ("Access__DevelopmentKeyFile", ""),
            ("Access__Authority", issuer.Authority),
            ("Access__Audience", LocalIssuer.Audience),
            ("Limits__ExemptLoopback", "true")
        );

    private async Task<(int Status, string Problem)> AskAsync(string token)
    {
        using var answer = await _host.GetAsync("catalog/donors", ("Authorization", $"Bearer {token}"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private string Token(string what)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = _issuer.Claims();
        return what switch
        {
            "unknown key" => LocalIssuer.Sign(claims.ToJsonString(), LocalIssuer.NewKey("stranger")),
            "unknown key under a known name" => LocalIssuer.Sign(claims.ToJsonString(), LocalIssuer.NewKey("first")),
            "no name of a key" => Raw("""{"alg":"RS256","typ":"JWT"}""", claims.ToJsonString()),
            "another audience" => With("aud", "another-app"),
            "another issuer" => With("iss", "https://issuer.example/tenant/v2.0"),
            "another tenant with the same keys" => With(
                "iss",
                _issuer.Authority.Replace("tenant", "other", StringComparison.Ordinal)
            ),
            "expired" => With("exp", now - 60),
            "not yet valid" => With("nbf", now + 60),
            "without an end" => With("exp", null),
            "unsigned" => _issuer.Sign(claims)[..(_issuer.Sign(claims).LastIndexOf('.') + 1)],
            "unsigned and named so" => $"{Part("""{"alg":"none","typ":"JWT"}""")}.{Part(claims.ToJsonString())}.",
            "the public key as a secret" => WithPublicKeyAsSecret(claims),
            "a party twice" => Raw(Header, claims.ToJsonString()[..^1] + ",\"party\":\"POL\"}"),
            "a role member twice" => Raw(Header, claims.ToJsonString()[..^1] + ",\"roles\":[\"coordinator\"]}"),
            "an algorithm twice" => Raw(Header[..^1] + ",\"alg\":\"RS256\"}", claims.ToJsonString()),
            "two parties" => With("party", new JsonArray("NLD", "POL")),
            "no party" => With("party", null),
            "a party of no catalogue" => With("party", "RUS"),
            "a recipient that is not Ukraine" => With("roles", new JsonArray("recipient")),
            "an unknown role" => With("roles", new JsonArray("king")),
            "no role" => With("roles", null),
            "20 KiB" => With("filler", new string('x', 15 * 1024)),
            "an ID token" => IdToken(),
            "another scope" => With("scp", "User.Read"),
            "part of the scope" => With("scp", "supporters"),
            "another kind of token" => Raw(
                Header.Replace("JWT", "logout+jwt", StringComparison.Ordinal),
                claims.ToJsonString()
            ),
            "nobody" => With("oid", " "),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such token."),
        };
    }

    private const string Header = """{"alg":"RS256","typ":"JWT","kid":"first"}""";

    private string With(string claim, JsonNode? value)
    {
        var claims = _issuer.Claims();
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;
        return _issuer.Sign(claims);
    }

    /// <summary>Of version 2: the same issuer, audience and roles, a nonce, and no scope.</summary>
    private string IdToken()
    {
        var claims = _issuer.Claims("coordinator", null);
        claims.Remove("scp");
        claims.Remove("azp");
        claims["nonce"] = "of a page";
        return _issuer.Sign(claims);
    }

    private string Raw(string header, string claims)
    {
        var text = $"{Part(header)}.{Part(claims)}";
        var signature = _issuer
            .Keys[^1]
            .Rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private string WithPublicKeyAsSecret(JsonObject claims)
    {
        var text = $"{Part("""{"alg":"HS256","typ":"JWT","kid":"first"}""")}.{Part(claims.ToJsonString())}";
        var secret = Encoding.ASCII.GetBytes(_issuer.Keys[^1].Rsa.ExportSubjectPublicKeyInfoPem());
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
