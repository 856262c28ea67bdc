using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace UkraineSupport.Testing;

/// <summary>A signing key of a test's own, and the development tokens signed with it.</summary>
public sealed class DevelopmentKey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public half, for <c>Access__DevelopmentKeyFile</c>.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The private half, for tools that mint tokens themselves.</summary>
    public string PrivatePem => key.ExportPkcs8PrivateKeyPem();

    /// <summary>A token good for an hour, with the claims that <c>./run token</c> gives.</summary>
    public string Mint(string role, string? party = null) => Sign(Claims(role, party));

    /// <summary>The claims of such a token, to be bent by tests of what is refused.</summary>
    public static JsonObject Claims(string role, string? party = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = "ukraine-support-development",
            ["aud"] = "ukraine-support",
            ["sub"] = party is null ? $"dev-{role}" : $"dev-{role}-{party}",
            ["roles"] = new JsonArray(role),
            ["iat"] = now,
            ["nbf"] = now - 30,
            ["exp"] = now + 3600,
        };
        if (party is not null)
            claims["party"] = party;
        return claims;
    }

    /// <summary>Signs whatever claims it is given, under the header it is given.</summary>
    public string Sign(JsonObject claims, string algorithm = "ES256", params (string Name, JsonNode Value)[] more)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        foreach (var (name, value) in more)
            header[name] = value;
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    /// <inheritdoc />
    public void Dispose() => key.Dispose();

    private static string Part(JsonObject value) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value.ToJsonString()));
}
