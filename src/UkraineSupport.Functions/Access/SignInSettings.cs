using Microsoft.Extensions.Configuration;

namespace UkraineSupport.Functions.Access;

/// <summary>How people sign in.</summary>
/// <param name="Authority">Where, and as which client; null when none is configured for the page.</param>
/// <param name="Development">Whether everybody chooses for themselves who they are.</param>
internal sealed record SignInView(AuthorityView? Authority, bool Development);

/// <summary>Where the page sends people to sign in, by authorization code with PKCE.</summary>
/// <param name="Address">Where its <c>.well-known/openid-configuration</c> is.</param>
/// <param name="Client">The page's client id there.</param>
/// <param name="Scopes">What the page asks for, between spaces: a token for this API, and one that renews it.</param>
internal sealed record AuthorityView(string Address, string Client, string Scopes);

/// <summary>The authority where people sign in to the page; null: nobody does.</summary>
internal sealed record SignInSettings(AuthorityView? Authority)
{
    public static SignInSettings Read(IConfiguration configuration)
    {
        var access = configuration.GetSection("Access");
        if (access["PageClient"] is not { Length: > 0 } client)
            return new((AuthorityView?)null);
        var scopes = access["PageScopes"] is { Length: > 0 } asked ? asked : "openid offline_access";
        return new(new AuthorityView(access["Authority"]!.TrimEnd('/'), client, scopes));
    }

    /// <summary>The authority's origin, which the page asks for tokens.</summary>
    public string? Origin => Authority is null ? null : new Uri(Authority.Address).GetLeftPart(UriPartial.Authority);
}
