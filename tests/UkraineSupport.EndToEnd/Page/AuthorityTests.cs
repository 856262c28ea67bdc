using Microsoft.Playwright;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>Signing in at an authority: authorization code with PKCE against a real issuer.</summary>
public sealed class AuthorityTests(Issuer issuer) : IClassFixture<Issuer>
{
    private const string Offer = """
        async () => {
          const { token } = JSON.parse(sessionStorage.getItem('ukraine-support-session'));
          const answer = await fetch('/api/pledges', {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'one' },
            body: JSON.stringify({ donor: 'NLD', kind: 'munitions', title: 'Shells', validUntil: '2099-01-01T00:00:00Z',
              lines: [{ capability: 'AMMO-155', quantity: 10, deliverBy: '2098-06-01' }] }),
          });
          return answer.status;
        }
        """;

    [Fact]
    public async Task Somebody_signs_in_where_they_were_acts_and_signs_out_here_and_there()
    {
        var page = await issuer.OpenAsync("pledges?donor=NLD");
        await SignInAsync(page, "donor-NLD");
        await Viewer(page).Should().ToHaveTextAsync("donor, Netherlands");
        Assert.EndsWith("/api/page/pledges?donor=NLD", page.Url, StringComparison.Ordinal);
        Assert.Equal(201, await page.EvaluateAsync<int>(Offer));

        await Viewer(page).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await Viewer(page).Should().ToHaveTextAsync("Sign in");
        Assert.EndsWith("/api/page/", page.Url, StringComparison.Ordinal);
        // The issuer has forgotten them too: it asks again who it is.
        await Viewer(page).ClickAsync();
        await page.Locator("[name=login]").Should().ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_nobody_notices()
    {
        var page = await issuer.OpenAsync("requirements");
        await SignInAsync(page, "coordinator");
        await Viewer(page).Should().ToHaveTextAsync("coordinator");
        var navigated = 0;
        page.FrameNavigated += (_, _) => navigated++;

        var first = await TokenAsync(page);
        await Poll.UntilAsync("the token is another", async () => await TokenAsync(page) != first);
        await Viewer(page).Should().ToHaveTextAsync("coordinator");
        Assert.Equal(0, navigated);
    }

    [Fact]
    public async Task What_cannot_be_renewed_runs_out_and_is_signed_in_again_in_the_same_place()
    {
        var page = await issuer.OpenAsync("gaps?months=all");
        await SignInAsync(page, "donor-DNK");
        await Viewer(page).Should().ToHaveTextAsync("donor, Denmark");
        await page.EvaluateAsync("sessionStorage.setItem('a-draft', 'what was written')");

        await page.Locator("[role=alert]").First.Should().ToContainTextAsync("Your sign-in has run out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync();
        await page.WaitForURLAsync("**/api/page/gaps?months=all");
        await page.Locator("[role=alert] .notice").Should().ToHaveCountAsync(0);
        Assert.Equal("what was written", await page.EvaluateAsync<string>("sessionStorage.getItem('a-draft')"));
    }

    [Fact]
    public async Task Who_has_no_role_or_turns_back_is_told_so_and_stays_the_public()
    {
        var page = await issuer.OpenAsync("pledges");
        await SignInAsync(page, "nobody");
        await page.Locator("[role=alert]").Should().ToContainTextAsync(["knows no role and party for you"]);
        await Viewer(page).Should().ToHaveTextAsync("Sign in");

        page = await issuer.OpenAsync("pledges");
        await Viewer(page).ClickAsync();
        await page.GetByText("[ Cancel ]").ClickAsync();
        await page.Locator("h1").Should().ToHaveTextAsync("You are not signed in");
        await page.Locator("main [role=alert]").Should().ToContainTextAsync("cancelled or refused");
    }

    private static ILocator Viewer(IPage page) => page.Locator("button.viewer");

    private static async Task SignInAsync(IPage page, string login)
    {
        await Viewer(page).ClickAsync();
        await page.Locator("[name=login]").FillAsync(login);
        await page.Locator("[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private static Task<string> TokenAsync(IPage page) =>
        page.EvaluateAsync<string>("JSON.parse(sessionStorage.getItem('ukraine-support-session')).token");
}
