using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using UkraineSupport.Functions.Access;
using UkraineSupport.Functions.Site;

namespace UkraineSupport.Functions.Tests.Access;

/// <summary>What the page learns of the authority, and where its policy lets it ask for tokens.</summary>
public sealed class AuthorityTests
{
    private const string Authority = "https://login.example.org/tenant/v2.0";

    [Fact]
    public void The_page_may_ask_the_authority_that_is_configured_and_nobody_else()
    {
        var settings = Read(("Access:Authority", Authority + "/"), ("Access:PageClient", "page"));
        Assert.Equal(new AuthorityView(Authority, "page", "openid offline_access"), settings.Authority);
        Assert.Contains("connect-src 'self' https://login.example.org; ", Policy(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_client_of_the_page_nobody_signs_in()
    {
        var settings = Read(("Access:Authority", Authority));
        Assert.Null(settings.Authority);
        Assert.Contains("connect-src 'self'; ", Policy(settings), StringComparison.Ordinal);
    }

    private static SignInSettings Read(params (string Name, string Value)[] settings) =>
        SignInSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
                .Build()
        );

    private static string Policy(SignInSettings settings)
    {
        var context = new DefaultHttpContext();
        new PageEndpoint(settings).Get(context.Request, null);
        return context.Response.Headers.ContentSecurityPolicy.ToString();
    }
}
