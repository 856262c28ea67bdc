using System.Net.Http.Json;
using System.Text.Json;
using UkraineSupport.Functions.Tests.Http;

namespace UkraineSupport.Functions.Tests.Access;

/// <summary>How the page learns who signs people in, and who may choose for themselves who they are.</summary>
public sealed class SignInTests
{
    private const string Signing = "Access__DevelopmentSigningKeyFile";
    private const string Authority = "https://login.example.org/tenant/v2.0";

    [Fact]
    public async Task On_a_development_machine_everybody_is_who_they_say()
    {
        await using var host = await WebHost.StartAsync((Signing, WebHost.SigningKey));
        Assert.Equal("""{"authority":null,"development":true}""", await TextAsync(host, "sign-in"));
        Assert.Equal("""{"role":"observer","party":null,"subject":"anonymous"}""", await TextAsync(host, "me"));

        using var minted = await MintAsync(host, """{"role":"donor","party":"NLD"}""");
        var token = (await minted.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("token").GetString();
        Assert.Equal(
            """{"role":"donor","party":"NLD","subject":"dev-donor-NLD"}""",
            await TextAsync(host, "me", ("Authorization", $"Bearer {token}"))
        );
    }

    [Theory]
    [InlineData("""{"role":"donor"}""", 422, "/party")]
    [InlineData("""{"role":"recipient","party":"NLD"}""", 422, "/party")]
    [InlineData("""{"role":"observer","party":"XXX"}""", 422, "/party")]
    [InlineData("""{"role":"king"}""", 400, "/role")]
    public async Task Who_cannot_be_is_refused_at_the_field(string body, int status, string field)
    {
        await using var host = await WebHost.StartAsync((Signing, WebHost.SigningKey));
        using var refused = await MintAsync(host, body);
        Assert.Equal(status, (int)refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(field, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Without_the_private_key_there_is_no_such_route()
    {
        await using var host = await WebHost.StartAsync();
        using var minted = await MintAsync(host, """{"role":"coordinator"}""");
        Assert.Equal(404, (int)minted.StatusCode);
        Assert.Equal("""{"authority":null,"development":false}""", await TextAsync(host, "sign-in"));
    }

    [Theory]
    [InlineData("Access__Authority", Authority)]
    [InlineData("WEBSITE_POD_NAME", "func-support")]
    public async Task With_it_the_app_does_not_start_where_others_sign_in(string setting, string value)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WebHost.StartAsync((Signing, WebHost.SigningKey), (setting, value))
        );
        Assert.Contains(Signing, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_s_client_needs_an_authority_over_https() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => WebHost.StartAsync(("Access__PageClient", "page")));

    private static async Task<string> TextAsync(WebHost host, string path, params (string, string)[] headers)
    {
        using var answer = await host.GetAsync(path, headers);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static Task<HttpResponseMessage> MintAsync(WebHost host, string body) =>
        host.Client.PostAsync("development/token", new StringContent(body, null, "application/json"), Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
