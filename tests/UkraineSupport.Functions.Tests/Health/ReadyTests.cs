using System.Net;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Health;
using UkraineSupport.Functions.Tests.Access;
using UkraineSupport.Functions.Tests.Http;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Health;

/// <summary>Everybody may know whether the app can do its work, and administrators why not.</summary>
public sealed class ReadyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string NotReady =
        """{"type":"urn:ukraine-support:problem:not-ready","title":"Try again soon","status":503,"""
        + "\"detail\":\"The app cannot do all of its work now.\"";

    private readonly Mock<DurableTaskClient> _client = new("hub");
    private readonly Mock<ServiceBusSender> _bus = new();
    private LocalIssuer _issuer = null!;
    private Exception? _storageFault;

    public async ValueTask InitializeAsync() => _issuer = await LocalIssuer.StartAsync();

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Fact]
    public async Task Ready_is_all_that_is_said_when_all_is_well()
    {
        await using var app = App();
        Assert.Equal((200, """{"status":"ready"}"""), await AskAsync(app));
        Assert.Equal((200, """{"status":"ready"}"""), await AskAsync(app, "administrator"));
        Assert.Equal((200, """{"status":"ready"}"""), await AskAsync(app, "coordinator"));
    }

    [Fact]
    public async Task Storage_that_loses_what_is_written_stops_it_and_administrators_are_told_so()
    {
        _storageFault = new StorageLosesException("A blob is gone.");
        await using var app = App();
        Assert.Equal((503, NotReady + "}"), await AskAsync(app));
        Assert.Equal((503, NotReady + "}"), await AskAsync(app, "coordinator"));
        Assert.Equal(
            (503, NotReady + ""","errors":[{"pointer":"/storage","detail":"A blob is gone."}]}"""),
            await AskAsync(app, "administrator")
        );
    }

    [Fact]
    public async Task So_do_orchestrations_that_do_not_answer()
    {
        _client
            .Setup(c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("No task hub.\nAnd more."));
        await using var app = App();
        Assert.Equal(
            (503, NotReady + ""","errors":[{"pointer":"/durable","detail":"No task hub."}]}"""),
            await AskAsync(app, "administrator")
        );
    }

    [Fact]
    public async Task And_an_issuer_whose_keys_are_not_known_so_that_no_administrator_is()
    {
        _issuer.IsAway = true;
        await using var app = App();
        Assert.Equal((503, NotReady + "}"), await AskAsync(app));
        var (status, problem) = await AskAsync(app, "administrator");
        Assert.Equal(
            (503, "urn:ukraine-support:problem:issuer-away"),
            (status, (string)JsonNode.Parse(problem)!["type"]!)
        );
    }

    [Fact]
    public async Task A_bus_that_is_away_stops_nobody()
    {
        _bus.Setup(b => b.CreateMessageBatchAsync(It.IsAny<CancellationToken>()))
            .ThrowsAsync(new ServiceBusException("No such topic.", ServiceBusFailureReason.MessagingEntityNotFound));
        await using var app = App();
        Assert.Equal((200, """{"status":"ready"}"""), await AskAsync(app));
        var (status, answer) = await AskAsync(app, "administrator");
        Assert.Equal(200, status);
        var behind = Assert.Single(JsonNode.Parse(answer)!["behind"]!.AsArray())!;
        Assert.Equal("/bus", (string)behind["pointer"]!);
        Assert.StartsWith("No such topic.", (string)behind["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_does_not_hold_is_refused_here_too()
    {
        await using var app = App();
        Assert.Equal(401, (await AskAsync(app, "king")).Status);
    }

    [Fact]
    public async Task Changes_wait_while_storage_loses_and_reads_go_on()
    {
        Exception? fault = new StorageLosesException("A message is gone.");
        await using var host = await WebHost.StartAsync(() =>
            fault is null ? Task.CompletedTask : Task.FromException(fault)
        );
        foreach (
            var (method, path) in ((HttpMethod, string)[])
                [(HttpMethod.Post, "pledges"), (HttpMethod.Put, "us-deliveries/baselines/ATGM")]
        )
        {
            using var refused = await host.SendAsync(method, path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter!.Delta);
            var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal("urn:ukraine-support:problem:storage-loses", (string)problem["type"]!);
            Assert.DoesNotContain("message", problem.ToJsonString(), StringComparison.Ordinal);
        }

        using (var read = await host.GetAsync("catalog/donors"))
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using (var live = await host.GetAsync("health"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        fault = null;
        await Testing.Poll.UntilAsync(
            "changes are taken again",
            async () =>
            {
                using var answer = await host.SendAsync(HttpMethod.Post, "pledges");
                return answer.StatusCode == HttpStatusCode.Unauthorized;
            }
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ServiceProvider App()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("AzureWebJobsStorage", azurite.ConnectionString),
                new("Access:Authority", _issuer.Authority),
                new("Access:Audience", LocalIssuer.Audience),
            ])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddUkraineSupport(configuration);
        services
            .AddSingleton<ISink>(new ServiceBusSink(_bus.Object, Disclosure.Restricted))
            .AddSingleton<HealthEndpoints>();
        if (_storageFault is { } fault)
            services.AddSingleton(p =>
                ActivatorUtilities.CreateInstance<SafeStorage>(
                    p,
                    () => Task.CompletedTask,
                    () => Task.FromException(fault)
                )
            );
        return services.BuildServiceProvider();
    }

    private async Task<(int Status, string Body)> AskAsync(ServiceProvider app, string? role = null)
    {
        var context = new DefaultHttpContext { RequestServices = app };
        context.Request.Method = "GET";
        if (role is not null)
            context.Request.Headers.Authorization = $"Bearer {_issuer.Sign(_issuer.Claims(role, null))}";
        using var body = new MemoryStream();
        context.Response.Body = body;
        var result = await app.GetRequiredService<HealthEndpoints>().ReadyAsync(context.Request, _client.Object);
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
