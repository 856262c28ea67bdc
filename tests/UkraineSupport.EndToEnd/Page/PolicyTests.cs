using System.Net.Http.Headers;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>How the page is served, and that it needs no more than its policy allows.</summary>
[Collection(DemoReaders.Name)]
public sealed class PolicyTests(DemoRegister register)
{
    [Fact]
    public async Task No_view_breaks_the_policy_or_asks_another_host()
    {
        var page = await register.OpenPageAsync();
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                problems.Add(message.Text);
        };
        page.PageError += (_, error) => problems.Add(error);
        page.Request += (_, request) =>
        {
            if (
                new Uri(request.Url).Authority != register.App.Process.Address.Authority
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal)
            )
                problems.Add(request.Url);
        };

        foreach (var view in await register.ViewsAsync())
        {
            await page.GotoAsync(new Uri(register.App.Process.Address, $"page/{view}").ToString());
            await page.UntilReadAsync();
        }

        Assert.Empty(problems);
    }

    [Fact]
    public async Task The_page_is_asked_for_again_and_its_assets_are_kept_compressed()
    {
        using var http = new HttpClient { BaseAddress = register.App.Process.Address };
        using var page = await http.GetAsync("page/donors/NLD", Cancel);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());

        var folder = Path.Combine(PublishedApp.Folder, "page", "assets");
        var names = Directory.GetFiles(folder, "*.js").Select(Path.GetFileName).ToList();
        Assert.Contains(names, name => name!.StartsWith("index-", StringComparison.Ordinal));
        foreach (var name in names)
        {
            using var plain = await http.GetAsync($"page/assets/{name}", Cancel);
            Assert.Equal("public, max-age=31536000, immutable", plain.Headers.CacheControl!.ToString());
            Assert.Empty(plain.Content.Headers.ContentEncoding);
            Assert.Equal("br", await CodingAsync(http, name!, "gzip, br"));
            Assert.Equal("gzip", await CodingAsync(http, name!, "br;q=0, gzip"));
        }

        using var none = await http.GetAsync("page/assets/none.js", Cancel);
        Assert.Equal(404, (int)none.StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> CodingAsync(HttpClient http, string name, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"page/assets/{name}");
        foreach (var part in accept.Split(", "))
            request.Headers.AcceptEncoding.Add(StringWithQualityHeaderValue.Parse(part));
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        return answer.Content.Headers.ContentEncoding.Single();
    }
}
