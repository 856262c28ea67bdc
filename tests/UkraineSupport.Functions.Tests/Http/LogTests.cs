using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using UkraineSupport.Functions.Tests.Contract;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Http;

/// <summary>Refusals are written down, and nothing that a caller sent is: no token, text, name, key or path.</summary>
public sealed partial class LogTests(AzuriteFixture azurite)
{
    /// <summary>Part of everything that is planted.</summary>
    private const string Planted = "plantedsecret";

    private static readonly string?[] Callers = ["donor", "administrator", "coordinator", "king", null];

    [Fact]
    public async Task Who_was_refused_what_and_why_is_written()
    {
        using var log = new LogLines();
        await using var host = await WebHost.StartAsync(null, log, ("Limits__ExemptLoopback", "true"));
        var donor = ("Authorization", $"Bearer {host.Token("donor", "NLD")}");
        using var _1 = await host.GetAsync("catalog/donors", ("Authorization", "Bearer none"));
        using var _2 = await host.GetAsync("catalog/donors", ("Authorization", $"Bearer {host.Token("donor", null)}"));
        using var _3 = await host.GetAsync("admin/audit", donor);
        using var _4 = await host.GetAsync("admin/audit");
        using var _5 = await host.GetAsync("pledges/Jansen%0ARefused", donor);

        Assert.Equal(
            [
                "Refused 401 token-refused (SecurityTokenMalformedException): GET /api/catalog/donors by nobody known",
                "Refused 401 token-refused (no party): GET /api/catalog/donors by nobody known",
                "Refused 403 administrators-only (-): GET /api/admin/audit by Donor NLD dev-donor-NLD",
                "Refused 401 token-missing (-): GET /api/admin/audit by anonymous",
                "Refused 404 not-found (-): GET /api/pledges/… by Donor NLD dev-donor-NLD",
            ],
            Refusals(log)
        );
    }

    [Fact]
    public async Task Many_refusals_do_not_fill_the_log_and_are_counted()
    {
        using var log = new LogLines();
        await using var host = await WebHost.StartAsync(null, log, ("Limits__ExemptLoopback", "true"));
        await Testing.Poll.UntilAsync(
            "refusals are left out and counted",
            async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => AskAsync(host)));
                return log.Lines.Any(l => l.Contains("refusals were not written", StringComparison.Ordinal));
            }
        );
        Assert.InRange(Refusals(log).Count, 100, 290);

        static async Task AskAsync(WebHost host)
        {
            using var _ = await host.GetAsync("admin/audit");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_that_is_sent_stands_in_the_log(bool isStorageThere)
    {
        using var log = new LogLines();
        (string, string)[] settings = [("Limits__ExemptLoopback", "true")];
        if (isStorageThere)
            settings = [.. settings, ("AzureWebJobsStorage", azurite.ConnectionString)];
        await using var host = await WebHost.StartAsync(null, log, settings);
        var tokens = new List<string>();
        var seen = new HashSet<int>();
        // Without storage every read tries for seconds: some are enough.
        foreach (var (_, trigger) in OpenApiWriter.Described().Where((_, n) => isStorageThere || n % 30 == 0))
        {
            foreach (var verb in trigger.Methods!.Where(m => m != "head"))
            {
                foreach (var role in isStorageThere ? Callers : ["donor"])
                {
                    var token = role is null ? null : host.Token(role, role == "administrator" ? null : "NLD");
                    if (token is not null)
                        tokens.Add(token);
                    seen.Add(await SendAsync(host, trigger, verb, token));
                }
            }
        }

        seen.Add(await SendAsync(host, "pledges", Pledge(), host.Token("donor", "NLD")));
        seen.Add(await SendAsync(host, "requirements", Requirement(), host.Token("recipient", "UKR")));
        var written = string.Join('\n', log.Lines);

        Assert.Superset(new HashSet<int>(isStorageThere ? [200, 201, 400, 401, 403, 404, 500] : [503]), seen);
        Assert.Contains(isStorageThere ? "Refused 401" : "storage is away", written, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, written, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Bearer", written, StringComparison.OrdinalIgnoreCase);
        Assert.All(tokens, token => Assert.DoesNotContain(token.Split('.')[2], written, StringComparison.Ordinal));
        Assert.DoesNotContain("AccountKey", written, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<int> SendAsync(WebHost host, HttpTriggerAttribute trigger, string verb, string? token)
    {
        var path = RouteParameters().Replace(OpenApiWriter.PathOf(trigger), $"Jansen-{Planted}");
        using var request = new HttpRequestMessage(
            new(verb.ToUpperInvariant()),
            $"{host.Client.BaseAddress}{path.TrimStart('/')}?q={Planted}&cursor={Planted}&limit={Planted}&after={Planted}"
        );
        return await SendAsync(host, request, Body(Planted), token);
    }

    private static Task<int> SendAsync(WebHost host, string path, JsonObject body, string token) =>
        SendAsync(host, new HttpRequestMessage(HttpMethod.Post, host.Client.BaseAddress + path), body, token);

    private static async Task<int> SendAsync(WebHost host, HttpRequestMessage request, JsonObject body, string? token)
    {
        request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{Planted}-{Guid.NewGuid():N}");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Headers.TryAddWithoutValidation("User-Agent", Planted);
        request.Headers.TryAddWithoutValidation("Origin", $"https://{Planted}.example");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", Planted);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (request.Method != HttpMethod.Get)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await host.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        return (int)answer.StatusCode;
    }

    private static JsonObject Body(string text) =>
        new()
        {
            ["title"] = text,
            ["reason"] = text,
            ["donor"] = text,
            [text] = text,
        };

    private static JsonObject Pledge() =>
        JsonNode
            .Parse(
                $$"""
                {"donor": "NLD", "kind": "munitions", "title": "{{Planted}}", "modality": "stock",
                 "validUntil": "2099-05-01", "disclosure": "restricted", "evidence": {"level": "demo"},
                 "lines": [{"capability": "AMMO-155", "quantity": 600, "deliverBy": "2098-04-01"}]}
                """
            )!
            .AsObject();

    private static JsonObject Requirement() =>
        JsonNode
            .Parse(
                $$"""
                {"title": "{{Planted}}", "capability": "AMMO-155", "quantity": 1000, "priority": 1,
                 "requiredBy": "2098-06-01", "disclosure": "restricted"}
                """
            )!
            .AsObject();

    private static List<string> Refusals(LogLines log) =>
        [
            .. log
                .Lines.Where(l => l.Contains(": Refused ", StringComparison.Ordinal))
                .Select(l =>
                    l[(l.IndexOf("Refused", StringComparison.Ordinal))..l.IndexOf(" [", StringComparison.Ordinal)]
                ),
        ];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex RouteParameters();
}
