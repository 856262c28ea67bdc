using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace UkraineSupport.Functions.Tests.Http;

/// <summary>Nobody starves another: whoever has asked too much is refused, and nobody else.</summary>
public sealed class LimitTests
{
    // More than two at once, and more than one a second over all that a test sends, are too much.
    private static readonly (string, string)[] Low =
    [
        ("Limits__CallerPerSecond", "1"),
        ("Limits__CallerBurst", "2"),
        ("Limits__AnonymousPerSecond", "1"),
        ("Limits__AnonymousBurst", "2"),
    ];

    private static readonly (string, string)[] BehindProxy = [.. Low, ("Proxies__0", "127.0.0.1")];

    [Fact]
    public async Task Who_asks_too_much_gets_429_while_another_is_served()
    {
        await using var host = await WebHost.StartAsync(Low);
        var greedy = Bearer(host, "donor", "NLD");

        using var refused = await TooMuchAsync(() => host.GetAsync("catalog/donors", greedy));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal("urn:ukraine-support:problem:too-many-requests", problem.GetProperty("type").GetString());

        Assert.Equal(200, await CodeAsync(host.GetAsync("catalog/donors", Bearer(host, "donor", "DNK"))));
        Assert.Equal(200, await CodeAsync(host.GetAsync("catalog/donors")));
        await Testing.Poll.UntilAsync(
            "the caller is served again",
            async () => await CodeAsync(host.GetAsync("catalog/donors", greedy)) == 200
        );
    }

    [Fact]
    public async Task It_is_refused_before_its_body_is_read()
    {
        await using var host = await WebHost.StartAsync(Low);
        host.Client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(
            $"Bearer {host.Token("donor", "NLD")}"
        );
        // A body that is none is 400 for as long as it is read.
        using var refused = await TooMuchAsync(() =>
            host.Client.PostAsync("pledges", new StringContent("{", null, "application/json"), Cancel)
        );
    }

    [Fact]
    public async Task Without_a_token_it_is_the_address_that_counts_and_a_network_of_IPv6_is_one()
    {
        await using var host = await WebHost.StartAsync(BehindProxy);
        await TooMuchAsync(() => host.GetAsync("catalog/donors", From("198.51.100.7")));
        Assert.Equal(200, await CodeAsync(host.GetAsync("catalog/donors", From("198.51.100.8"))));
        Assert.Equal(
            200,
            await CodeAsync(host.GetAsync("catalog/donors", [From("198.51.100.7"), Bearer(host, "donor", "NLD")]))
        );

        var n = 0;
        await TooMuchAsync(() => host.GetAsync("catalog/donors", From($"2001:db8:1:2::{++n:x}")));
        Assert.Equal(200, await CodeAsync(host.GetAsync("catalog/donors", From("2001:db8:1:3::1"))));
    }

    [Fact]
    public async Task What_a_proxy_was_told_by_its_caller_counts_for_nothing()
    {
        await using var host = await WebHost.StartAsync(BehindProxy);
        var n = 0;
        // The proxy appends whom it heard it from.
        await TooMuchAsync(() => host.GetAsync("catalog/donors", From($"203.0.113.{++n}, 198.51.100.7")));
    }

    [Fact]
    public async Task Nobody_s_word_for_an_address_is_taken_but_that_of_a_proxy_that_is_named()
    {
        await using var host = await WebHost.StartAsync([.. Low, ("Proxies__0", "10.1.0.0/16")]);
        var n = 0;
        await TooMuchAsync(() => host.GetAsync("catalog/donors", From($"203.0.113.{++n}")));
    }

    [Fact]
    public async Task Tokens_that_do_not_hold_count_for_the_address_that_sends_them()
    {
        await using var host = await WebHost.StartAsync(BehindProxy);
        var bad = ("Authorization", "Bearer none");
        await TooMuchAsync(() => host.GetAsync("catalog/donors", bad, From("198.51.100.7")));

        Assert.Equal(401, await CodeAsync(host.GetAsync("catalog/donors", bad, From("198.51.100.8"))));
        Assert.Equal(200, await CodeAsync(host.GetAsync("catalog/donors", From("198.51.100.7"))));
        Assert.Equal(
            200,
            await CodeAsync(host.GetAsync("catalog/donors", Bearer(host, "donor", "NLD"), From("198.51.100.8")))
        );
    }

    [Fact]
    public async Task This_machine_is_exempt_where_a_setting_says_so_and_no_other()
    {
        await using var host = await WebHost.StartAsync([.. BehindProxy, ("Limits__ExemptLoopback", "true")]);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(200, await CodeAsync(host.GetAsync("catalog/donors")));
            Assert.Equal(200, await CodeAsync(host.GetAsync("catalog/donors", Bearer(host, "donor", "NLD"))));
        }

        await TooMuchAsync(() => host.GetAsync("catalog/donors", From("198.51.100.7")));
    }

    [Theory]
    [InlineData("health")]
    [InlineData("openapi.json")]
    [InlineData("page/")]
    public async Task What_costs_next_to_nothing_is_answered_however_often(string path)
    {
        await using var host = await WebHost.StartAsync(() => Task.CompletedTask, Low);
        await TooMuchAsync(() => host.GetAsync("catalog/donors"));
        for (var i = 0; i < 50; i++)
            Assert.Equal(200, await CodeAsync(host.GetAsync(path, ("Authorization", "Bearer none"))));
    }

    [Theory]
    [InlineData("Limits__CallerBurst", "0", "Limits__CallerBurst is 0: a whole number from 1.")]
    [InlineData("Limits__AnonymousPerSecond", "many", "Limits__AnonymousPerSecond is many: a whole number from 1.")]
    [InlineData("Limits__ExemptLoopback", "perhaps", "Limits__ExemptLoopback is perhaps: true or false.")]
    [InlineData(
        "Proxies__0",
        "10.0.0.1/33",
        "Proxies__0 is 10.0.0.1/33: an address or a network, as 10.1.0.0/16 is, but not everybody's."
    )]
    [InlineData(
        "Proxies__0",
        "0.0.0.0/0",
        "Proxies__0 is 0.0.0.0/0: an address or a network, as 10.1.0.0/16 is, but not everybody's."
    )]
    public async Task A_mistake_in_a_setting_ends_the_start_with_a_sentence(string name, string value, string says)
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => WebHost.StartAsync((name, value)));
        Assert.Equal(says, mistake.Message);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string, string) Bearer(WebHost host, string role, string party) =>
        ("Authorization", $"Bearer {host.Token(role, party)}");

    private static (string, string) From(string address) => ("X-Forwarded-For", address);

    /// <summary>Asks until it is too much, which is soon: fifty requests do not take fifty seconds.</summary>
    private static async Task<HttpResponseMessage> TooMuchAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < 50; i++)
        {
            var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
            answer.Dispose();
        }

        throw new InvalidOperationException("It was never too much.");
    }

    private static async Task<int> CodeAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return (int)answer.StatusCode;
    }
}
