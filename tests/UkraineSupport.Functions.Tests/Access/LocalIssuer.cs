using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace UkraineSupport.Functions.Tests.Access;

/// <summary>
/// An OIDC issuer on this machine: its discovery document and its keys, over HTTP, as Entra ID shows them for a tenant.
/// </summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    public const string Audience = "6a0a2f2e-0000-4000-8000-00000000000a";

    private readonly WebApplication _app;
    private int _documents;
    private int _keysRead;

    private LocalIssuer()
    {
        Keys = [NewKey("first")];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/tenant/v2.0/.well-known/openid-configuration", Document);
        _app.MapGet("/keys", KeySet);
    }

    /// <summary>The keys that it shows.</summary>
    public List<RsaSecurityKey> Keys { get; }

    /// <summary>Whether it answers 503.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often its discovery document and its keys were asked for.</summary>
    public (int Documents, int Keys) Fetches => (Volatile.Read(ref _documents), Volatile.Read(ref _keysRead));

    /// <summary>The issuer of the one tenant; all tenants have the same keys, as in Entra ID.</summary>
    public string Authority => $"{Address}tenant/v2.0";

    private string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";

    public static async Task<LocalIssuer> StartAsync()
    {
        var issuer = new LocalIssuer();
        await issuer._app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>The claims of an access token that a person's program was given, as version 2 has them.</summary>
    public JsonObject Claims(string role = "donor", string? party = "NLD")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Authority,
            ["aud"] = Audience,
            ["tid"] = "tenant",
            ["oid"] = "person-1",
            ["sub"] = "pair-1",
            ["scp"] = "support",
            ["azp"] = "a-program",
            ["roles"] = new JsonArray(role),
            ["iat"] = now,
            ["nbf"] = now - 30,
            ["exp"] = now + 3600,
        };
        if (party is not null)
            claims["party"] = party;
        return claims;
    }

    /// <summary>A token signed with the newest key.</summary>
    public string Sign(JsonObject claims) => Sign(claims.ToJsonString(), Keys[^1]);

    /// <summary>A token signed with any key.</summary>
    public static string Sign(string claims, RsaSecurityKey key) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            claims,
            new SigningCredentials(key, SecurityAlgorithms.RsaSha256)
        );

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Document()
    {
        Interlocked.Increment(ref _documents);
        return IsAway
            ? Results.StatusCode(503)
            : Results.Json(
                new JsonObject
                {
                    ["issuer"] = Authority,
                    ["jwks_uri"] = $"{Address}keys",
                    ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
                }
            );
    }

    private IResult KeySet()
    {
        Interlocked.Increment(ref _keysRead);
        return IsAway
            ? Results.StatusCode(503)
            : Results.Json(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(Shown)]) });
    }

    private static JsonObject Shown(RsaSecurityKey key)
    {
        var parts = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parts.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parts.Exponent),
        };
    }
}
