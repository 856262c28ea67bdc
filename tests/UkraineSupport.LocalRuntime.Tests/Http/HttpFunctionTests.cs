using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Http;

public sealed class HttpFunctionTests : IAsyncLifetime
{
    private RunningHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = RunningHost.Builder(typeof(SampleFunctions), typeof(StaticFunctions));
        builder.Services.AddScoped<Counter>();
        host = await RunningHost.StartAsync(builder);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_action_result_is_written_as_JSON_in_camel_case()
    {
        var answer = await host.Client.GetAsync("/api/things/a7/parts/3", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"id":"a7","number":3}""", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_minimal_result_is_written_too()
    {
        var answer = await host.Client.PostAsync(
            "/api/things",
            new StringContent("hello", Encoding.UTF8),
            Cancellation
        );

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/api/things/hello", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Results_that_are_not_tasks_and_static_functions_work()
    {
        Assert.Equal("\"pong\"", await host.Client.GetStringAsync("/api/ping", Cancellation));
        Assert.Equal("Plain get", await host.Client.GetStringAsync("/api/Plain", Cancellation));
    }

    [Fact]
    public async Task A_route_parameter_can_be_a_guid_a_long_or_the_rest_of_the_path()
    {
        var id = Guid.NewGuid();
        Assert.Equal(
            $"{id} 12345678901 none",
            await host.Client.GetStringAsync($"/api/typed/{id}/12345678901", Cancellation)
        );
        Assert.Equal("css/site.css", await host.Client.GetStringAsync("/api/dashboard/css/site.css", Cancellation));
        Assert.Equal("", await host.Client.GetStringAsync("/api/dashboard", Cancellation));
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/things/a7/parts/3")]
    [InlineData("/api/things/a7/parts/three")]
    [InlineData("/")]
    public async Task An_unknown_route_answers_404(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(path, Cancellation)).StatusCode);

    [Fact]
    public async Task A_wrong_method_answers_404_as_in_Azure()
    {
        var answer = await host.Client.DeleteAsync("/api/things/a7/parts/3", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Services_are_injected_one_scope_a_request()
    {
        Assert.Equal("1 1", await host.Client.GetStringAsync("/api/scoped", Cancellation));
        Assert.Equal("1 1", await host.Client.GetStringAsync("/api/scoped", Cancellation));
    }

    [Fact]
    public async Task An_exception_answers_500_without_its_text_and_is_logged()
    {
        var answer = await host.Client.GetAsync("/api/broken", Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains(
            host.Log.Entries,
            e => e.Text.StartsWith("Broken failed on GET /api/broken", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_body_of_30_MB_reaches_the_function()
    {
        using var body = new ByteArrayContent(new byte[31_000_000]);
        var answer = await host.Client.PostAsync("/api/length", body, Cancellation);

        Assert.Equal("31000000", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    public sealed class SampleFunctions(Counter one, Counter other)
    {
        [Function("GetPart")]
        public static Task<IActionResult> GetPart(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}/parts/{number:int}")]
                HttpRequest req,
            string id,
            int number
        ) => Task.FromResult<IActionResult>(new OkObjectResult(new { Id = id, Number = number + req.Query.Count }));

        [Function("AddThing")]
        public static async Task<IResult> AddThing(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things")] HttpRequest req,
            CancellationToken cancellation
        )
        {
            using var reader = new StreamReader(req.Body);
            return Results.Created($"/api/things/{await reader.ReadToEndAsync(cancellation)}", null);
        }

        [Function("Typed")]
        public static IActionResult Typed(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{id}/{number}/{rest?}")] HttpRequest req,
            Guid id,
            long number,
            string? rest
        ) =>
            new ContentResult
            {
                Content = $"{id} {number} {rest ?? "none"}",
                StatusCode = req.Body.CanRead ? 200 : 500,
            };

        [Function("Scoped")]
        public IActionResult Scoped(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequest req
        ) =>
            new ContentResult
            {
                Content = $"{one.Next()} {(ReferenceEquals(one, other) ? 1 : 0)}",
                StatusCode = req.Path.HasValue ? 200 : 500,
            };

        [Function("Broken")]
        public static IResult Broken(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken")] HttpRequest req
        ) => throw new InvalidOperationException("secret of " + req.Path);
    }

    public sealed class Counter
    {
        private int count;

        public int Next() => ++count;
    }
}

public static class StaticFunctions
{
    [Function("Ping")]
    public static IResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ping")] HttpRequest req) =>
        Results.Json(req.Path.HasValue ? "pong" : "");

    [Function("Plain")]
    public static ValueTask<ContentResult> Plain([HttpTrigger] HttpRequest req) =>
        ValueTask.FromResult(
            new ContentResult { Content = $"Plain {req.Method}".Replace("GET", "get", StringComparison.Ordinal) }
        );

    [Function("Files")]
    public static IActionResult Files(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{*path}")] HttpRequest req,
        string? path
    ) => new ContentResult { Content = path, StatusCode = req.Path.HasValue ? 200 : 500 };

    [Function("Length")]
    public static async Task<IResult> Length(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "length")] HttpRequest req
    )
    {
        using var copy = new MemoryStream();
        await req.Body.CopyToAsync(copy);
        return Results.Text(copy.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
