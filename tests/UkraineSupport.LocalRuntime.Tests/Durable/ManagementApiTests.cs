using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using UkraineSupport.LocalRuntime.Durable;
using UkraineSupport.LocalRuntime.Durable.Management;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.LocalRuntime.Worker;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

public sealed class ManagementApiTests : IAsyncLifetime
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";
    private static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Mock<DurableTaskClient> client = new("hub");
    private readonly Mock<IInstanceHistory> history;
    private RunningHost host = null!;

    public ManagementApiTests() => history = client.As<IInstanceHistory>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        host = await StartAsync(services =>
            services.AddKeyedSingleton<Func<HttpContext, ValueTask<bool>>>(
                IDurableManagementAuthorization.ServiceKey,
                (context, _) => ctx => new(ctx.Request.Headers.Authorization == "admin")
            )
        );

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Nobody_is_let_in_when_the_app_does_not_say_who_may()
    {
        await using var silent = await StartAsync(_ => { });
        Assert.Equal(HttpStatusCode.Unauthorized, (await silent.Client.GetAsync(Instances, Cancellation)).StatusCode);
        client.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_registered_authorization_decides()
    {
        var authorization = new Mock<IDurableManagementAuthorization>();
        authorization.Setup(a => a.IsAllowedAsync(It.IsAny<HttpContext>())).ReturnsAsync(true);
        Holds(Instance("p1", OrchestrationRuntimeStatus.Completed));
        await using var own = await StartAsync(services => services.AddSingleton(authorization.Object));

        Assert.Equal(HttpStatusCode.OK, (await own.Client.GetAsync(Instances + "/p1", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "?createdTimeFrom=2026-01-01")]
    [InlineData("GET", "/p1")]
    [InlineData("DELETE", "/p1")]
    [InlineData("POST", "/p1/terminate")]
    [InlineData("POST", "/p1/raiseEvent/Answer")]
    public async Task Others_are_refused_before_anything_is_done(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Instances + path);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.SendAsync(request, Cancellation)).StatusCode);
        client.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_running_instance_answers_202_with_where_to_ask_again()
    {
        Holds(Instance("p1", OrchestrationRuntimeStatus.Running));

        var answer = await SendAsync("GET", "/p1");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(Instances + "/p1", answer.Headers.Location!.AbsolutePath);
        Assert.Equal(
            """{"name":"Pledge","instanceId":"p1","runtimeStatus":"Running","input":{"donor":"NLD"},"customStatus":"waiting","output":null,"createdTime":"2026-03-01T08:00:00Z","lastUpdatedTime":"2026-03-01T08:00:07Z"}""",
            await answer.Content.ReadAsStringAsync(Cancellation)
        );
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, "", 200)]
    [InlineData(OrchestrationRuntimeStatus.Failed, "", 200)]
    [InlineData(OrchestrationRuntimeStatus.Failed, "?returnInternalServerErrorOnFailure=true", 500)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, "", 202)]
    public async Task The_status_code_tells_how_an_instance_stands(
        OrchestrationRuntimeStatus status,
        string query,
        int code
    )
    {
        Holds(Instance("p1", status));
        Assert.Equal(code, (int)(await SendAsync("GET", "/p1" + query)).StatusCode);
    }

    [Fact]
    public async Task History_is_told_when_asked_for()
    {
        Holds(Instance("p1", OrchestrationRuntimeStatus.Completed));
        history
            .Setup(h => h.ReadHistoryAsync("p1", false, true, It.IsAny<CancellationToken>()))
            .ReturnsAsync([new JsonObject { ["EventType"] = "ExecutionStarted", ["FunctionName"] = "Pledge" }]);

        var answer = await SendAsync("GET", "/p1?showHistory=true&showHistoryOutput=true&showInput=false");

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Null(body["input"]);
        Assert.Equal("ExecutionStarted", (string?)body["historyEvents"]![0]!["EventType"]);
    }

    [Fact]
    public async Task A_list_is_filtered_and_goes_on_where_the_page_before_ended()
    {
        OrchestrationQuery? asked = null;
        var pages = new OnePage(
            new Page<OrchestrationMetadata>([Instance("p1", OrchestrationRuntimeStatus.Failed)], "next")
        );
        client
            .Setup(c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery>()))
            .Callback<OrchestrationQuery?>(q => asked = q)
            .Returns(pages);

        using var request = Request(
            "GET",
            "?runtimeStatus=Failed,Running&createdTimeFrom=2026-03-01T00:00:00Z&top=5&instanceIdPrefix=p"
        );
        request.Headers.Add("x-ms-continuation-token", "here");
        var answer = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal("next", answer.Headers.GetValues("x-ms-continuation-token").Single());
        Assert.Single(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsArray());
        Assert.Equal([OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running], asked!.Statuses!);
        Assert.Equal(
            (Morning.AddHours(-8), null, "p", 5, "here"),
            (asked.CreatedFrom, asked.CreatedTo, asked.InstanceIdPrefix, asked.PageSize, asked.ContinuationToken)
        );
        Assert.Equal(("here", 5), pages.Asked);
    }

    [Theory]
    [InlineData("GET", "?runtimeStatus=Sleeping")]
    [InlineData("GET", "?runtimeStatus=99")]
    [InlineData("GET", "?createdTimeTo=yesterday")]
    [InlineData("GET", "?top=-1")]
    [InlineData("GET", "?showInput=maybe")]
    [InlineData("DELETE", "")]
    public async Task A_parameter_that_cannot_be_read_answers_400(string method, string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(method, query)).StatusCode);

    [Fact]
    public async Task An_instance_is_sent_events_held_resumed_and_ended()
    {
        Holds(Instance("p1", OrchestrationRuntimeStatus.Running));

        Assert.Equal(
            HttpStatusCode.Accepted,
            (await SendAsync("POST", "/p1/raiseEvent/Answer", """{"yes":true}""")).StatusCode
        );
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("POST", "/p1/suspend?reason=pause")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("POST", "/p1/resume?reason=go")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("POST", "/p1/terminate?reason=over")).StatusCode);

        client.Verify(c =>
            c.RaiseEventAsync(
                "p1",
                "Answer",
                It.Is<object>(o => o.ToString()!.Contains("yes")),
                It.IsAny<CancellationToken>()
            )
        );
        client.Verify(c => c.SuspendInstanceAsync("p1", "pause", It.IsAny<CancellationToken>()));
        client.Verify(c => c.ResumeInstanceAsync("p1", "go", It.IsAny<CancellationToken>()));
        client.Verify(c => c.TerminateInstanceAsync("p1", (object)"over", It.IsAny<CancellationToken>()));
    }

    [Theory]
    [InlineData("/none/raiseEvent/Answer", HttpStatusCode.NotFound)]
    [InlineData("/none/terminate", HttpStatusCode.NotFound)]
    [InlineData("/done/raiseEvent/Answer", HttpStatusCode.Gone)]
    [InlineData("/done/suspend", HttpStatusCode.Gone)]
    [InlineData("/done/rewind", HttpStatusCode.NotFound)]
    public async Task An_instance_that_is_not_there_or_has_ended_takes_no_change(string path, HttpStatusCode code)
    {
        Holds(Instance("done", OrchestrationRuntimeStatus.Completed));
        Assert.Equal(code, (await SendAsync("POST", path, "{}")).StatusCode);
    }

    [Theory]
    [InlineData("{ no", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task An_event_that_is_not_JSON_answers_400(string body, string type)
    {
        Holds(Instance("p1", OrchestrationRuntimeStatus.Running));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await SendAsync("POST", "/p1/raiseEvent/Answer", body, type)).StatusCode
        );
    }

    [Fact]
    public async Task Instances_are_purged_one_by_one_or_by_filter()
    {
        Holds(Instance("done", OrchestrationRuntimeStatus.Completed));
        client.Setup(c => c.PurgeInstanceAsync("done", It.IsAny<CancellationToken>())).ReturnsAsync(new PurgeResult(1));
        client
            .Setup(c =>
                c.PurgeAllInstancesAsync(
                    It.Is<PurgeInstancesFilter>(f => f.CreatedFrom == Morning),
                    It.IsAny<CancellationToken>()
                )
            )
            .ReturnsAsync(new PurgeResult(12));

        var one = await SendAsync("DELETE", "/done");
        var many = await SendAsync("DELETE", "?createdTimeFrom=2026-03-01T08:00:00Z&runtimeStatus=Completed");

        Assert.Equal("""{"instancesDeleted":1}""", await one.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("""{"instancesDeleted":12}""", await many.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("DELETE", "/none")).StatusCode);
    }

    private void Holds(OrchestrationMetadata instance)
    {
        client
            .Setup(c => c.GetInstanceAsync(instance.InstanceId, It.IsAny<CancellationToken>()))
            .ReturnsAsync(instance);
        client
            .Setup(c => c.GetInstanceAsync(instance.InstanceId, It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(instance);
    }

    private static OrchestrationMetadata Instance(string id, OrchestrationRuntimeStatus status) =>
        new("Pledge", id)
        {
            RuntimeStatus = status,
            CreatedAt = Morning,
            LastUpdatedAt = Morning.AddSeconds(7),
            SerializedInput = """{"donor":"NLD"}""",
            SerializedCustomStatus = "\"waiting\"",
        };

    private Task<RunningHost> StartAsync(Action<IServiceCollection> configure)
    {
        var builder = RunningHost.Builder();
        var source = new Mock<IDurableClientSource>();
        source.Setup(s => s.IsUsed).Returns(true);
        source.Setup(s => s.Client).Returns(client.Object);
        builder.Services.AddSingleton(source.Object);
        configure(builder.Services);
        return RunningHost.StartAsync(builder);
    }

    private static HttpRequestMessage Request(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Instances + path);
        request.Headers.TryAddWithoutValidation("Authorization", "admin");
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method,
        string path,
        string? body = null,
        string type = "application/json"
    )
    {
        using var request = Request(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        return await host.Client.SendAsync(request, Cancellation);
    }

    private sealed class OnePage(Page<OrchestrationMetadata> page) : AsyncPageable<OrchestrationMetadata>
    {
        public (string?, int?) Asked { get; private set; }

        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
            string? continuationToken = null,
            int? pageSizeHint = null
        )
        {
            Asked = (continuationToken, pageSizeHint);
            await Task.CompletedTask;
            yield return page;
        }
    }
}
