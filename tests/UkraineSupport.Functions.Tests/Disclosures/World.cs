using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Moq;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>An answer of the app.</summary>
internal sealed record WorldAnswer(int Status, string Body, string? ETag, string? Location)
{
    public string Id => JsonDocument.Parse(Body).RootElement.GetProperty("id").GetString()!;
}

/// <summary>
/// The app as <c>Setup</c> makes it, on an Azurite of its own: HTTP functions are called by their routes, and the
/// test carries the messages of the outbox itself, so that nothing happens while it reads.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly IConfiguration _configuration;
    private readonly DevelopmentKey _key = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly Mock<DurableTaskClient> _client = new("hub");
    private readonly List<Route> _routes;
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private ServiceProvider _services;
    private int _keys;

    private World(
        AzuriteProcess azurite,
        DateTimeOffset now,
        HttpPipelinePolicy? policy,
        IReadOnlyDictionary<string, string> dashboards
    )
    {
        Azurite = azurite;
        Time = new FakeTimeProvider(now);
        var file = _directory.Combine("key.pem");
        File.WriteAllText(file, _key.PublicPem);
        _configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("AzureWebJobsStorage", azurite.ConnectionString),
                new("Access:DevelopmentKeyFile", file),
                // What is asked here is no attack.
                new("Limits:CallerPerSecond", "100000"),
                new("Limits:CallerBurst", "100000"),
                new("Limits:AnonymousPerSecond", "100000"),
                new("Limits:AnonymousBurst", "100000"),
                .. dashboards.SelectMany(
                    (d, i) =>
                        (KeyValuePair<string, string?>[])
                            [new($"Dashboards:{i}:Name", d.Key), new($"Dashboards:{i}:Disclosure", d.Value)]
                ),
            ])
            .Build();
        _services = Services(policy);
        _routes = [.. Route.Of(typeof(Api).Assembly)];
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Its storage.</summary>
    public AzuriteProcess Azurite { get; }

    /// <summary>How its storage is reached.</summary>
    public string ConnectionString => Azurite.ConnectionString;

    private static CancellationToken Cancel => CancellationToken.None;

    private StorageAccount Account => _services.GetRequiredService<StorageAccount>();

    /// <param name="now">The time it is there.</param>
    /// <param name="policy">Sees every call to storage, or null.</param>
    /// <param name="dashboards">Dashboards with queues of their own, by name, each with its level.</param>
    /// <param name="apart">Whether its storage is made for rates (<see cref="AzuriteProcess.StartAsync"/>).</param>
    public static async Task<World> StartAsync(
        DateTimeOffset now,
        HttpPipelinePolicy? policy = null,
        IReadOnlyDictionary<string, string>? dashboards = null,
        bool apart = false
    ) => new(await AzuriteProcess.StartAsync(apart), now, policy, dashboards ?? new Dictionary<string, string>());

    /// <summary>Another process on the same storage: what only the last one knew is forgotten.</summary>
    /// <param name="policy">Sees every call to storage, or null.</param>
    public async Task RestartAsync(HttpPipelinePolicy? policy = null)
    {
        await _services.DisposeAsync();
        _services = Services(policy);
    }

    /// <summary>A part of the app.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Reads as somebody: <c>donor:NLD</c>, <c>observer</c>, or null without a token.</summary>
    public Task<WorldAnswer> GetAsync(string? who, string path) => SendAsync(who, "GET", path, null, null, null);

    /// <summary>
    /// Writes as somebody. Keys count up, so that two worlds with the same requests have the same ids.
    /// </summary>
    public async Task<WorldAnswer> SendAsync(
        string? who,
        string method,
        string path,
        object? body,
        string? key,
        string? ifMatch = "*"
    )
    {
        var answer = (Answer)await CallAsync(Request(who, method, path, body, key, ifMatch));
        return new(answer.Status, answer.Body, answer.ETag, answer.Location);
    }

    /// <summary>A request for a path, as somebody.</summary>
    public HttpRequest Request(
        string? who,
        string method,
        string path,
        object? body = null,
        string? key = null,
        string? ifMatch = null
    )
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        var request = context.Request;
        var (route, query) = path.Split('?') is [var before, var after] ? (before, after) : (path, "");
        (request.Method, request.Path, request.QueryString) = (method, $"/api/{route}", new($"?{query}"));
        if (who is not null)
            request.Headers.Authorization = $"Bearer {_tokens.GetOrAdd(who, Mint)}";
        if (ifMatch is not null)
            request.Headers.IfMatch = ifMatch;
        if (method == "POST")
            request.Headers["Idempotency-Key"] = key ?? $"own-{++_keys}";
        if (body is not null)
        {
            var text = JsonSerializer.SerializeToUtf8Bytes(body, DomainJson.Options);
            (request.Body, request.ContentType, request.ContentLength) = (
                new MemoryStream(text),
                "application/json",
                text.Length
            );
        }

        return request;
    }

    /// <summary>What the function of the request's route answers.</summary>
    public Task<IResult> CallAsync(HttpRequest request)
    {
        var route = request.Path.Value!["/api/".Length..];
        return _routes.First(r => r.Takes(request.Method, route)).CallAsync(_services, request, route);
    }

    /// <summary>Carries messages until there are none, and lets the gaps of those capabilities follow.</summary>
    public async Task SettleAsync(params string[] capabilities)
    {
        await DispatchAsync();
        var activities = _services.GetRequiredService<UsDeliveryActivities>();
        foreach (var id in capabilities.Select(UsFlows.IdOf))
        {
            if (await _services.GetRequiredService<AggregateStore>().VersionAsync(id, Cancel) == 0)
                continue;
            foreach (var gap in (await activities.FindUsGaps(id, Cancel)).Tell.OrderBy(g => g.Months.Count == 0))
                await activities.ApplyFoundGap(gap, Cancel);
        }

        await DispatchAsync();
    }

    /// <summary>
    /// The messages on a dashboard's queue since the last time, without taking part in what they tell.
    /// </summary>
    public async Task<List<string>> FeedAsync(string queue)
    {
        var found = new List<string>();
        var client = await Account.QueueAsync(queue);
        while ((await client.ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                found.Add(message.Body.ToString());
                await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancel);
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Azurite.DisposeAsync();
        _key.Dispose();
        _directory.Dispose();
    }

    /// <summary>Carries messages until there are none, those to the page into the feed too.</summary>
    public async Task DispatchAsync(int atOnce = 1)
    {
        await OutboxAsync(atOnce);
        await CarryAsync(PageSink.Queue, atOnce, Feed.FeedAsync);
    }

    /// <summary>Carries messages of the outbox; what they lead to waits on the queues.</summary>
    public Task OutboxAsync(int atOnce = 1)
    {
        var functions = ActivatorUtilities.GetServiceOrCreateInstance<OutboxFunctions>(_services);
        return CarryAsync(
            Outbox.Queue,
            atOnce,
            (message, stop) => functions.DispatchAsync(message, _client.Object, stop)
        );
    }

    /// <summary>The feed's functions.</summary>
    public FeedFunctions Feed => ActivatorUtilities.GetServiceOrCreateInstance<FeedFunctions>(_services);

    /// <summary>Has another process on the same storage take a part in the feed.</summary>
    public async Task AsAnotherProcessAsync(Func<FeedFunctions, Task> work)
    {
        await using var other = Services(null);
        await work(ActivatorUtilities.GetServiceOrCreateInstance<FeedFunctions>(other));
    }

    private async Task CarryAsync(string name, int atOnce, Func<string, CancellationToken, Task> work)
    {
        var queue = await Account.QueueAsync(name);
        while ((await queue.ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value is { Length: > 0 } messages)
        {
            await Parallel.ForEachAsync(
                messages,
                new ParallelOptions { MaxDegreeOfParallelism = atOnce },
                async (message, stop) =>
                {
                    await work(message.Body.ToString(), stop);
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
                }
            );
        }
    }

    private ServiceProvider Services(HttpPipelinePolicy? policy)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(_configuration).AddSingleton<TimeProvider>(Time);
        services.AddUkraineSupport(_configuration);
        services.AddSingleton(new StorageAccount(_configuration, policy));
        return services.BuildServiceProvider();
    }

    /// <summary>Carries what the sweep finds: what a process left behind when it died.</summary>
    public async Task SweepAsync()
    {
        Time.Advance(TimeSpan.FromSeconds(11));
        var left = (await Get<Outbox>().OverdueAsync(Cancel)).Select(p => p.Id).Distinct().ToList();
        foreach (var id in left)
            await Get<Dispatcher>().DispatchAsync(id, _client.Object, Cancel);
        await DispatchAsync();
    }

    /// <summary>
    /// Good for as long as the test's clock may run on; or, with <c>donor:NLD 60</c>, for so many seconds.
    /// </summary>
    private string Mint(string named)
    {
        var (who, seconds) = named.Split(' ') is [var before, var after]
            ? (before, int.Parse(after, System.Globalization.CultureInfo.InvariantCulture))
            : (named, (int)TimeSpan.FromDays(3650).TotalSeconds);
        var claims = who.Split(':') is [var role, var party]
            ? DevelopmentKey.Claims(role, party)
            : DevelopmentKey.Claims(who);
        claims["nbf"] = Time.GetUtcNow().ToUnixTimeSeconds();
        claims["exp"] = Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        return _key.Sign(claims);
    }

    /// <summary>An HTTP function and the addresses that it answers.</summary>
    private sealed record Route(MethodInfo Method, IReadOnlyList<string> Methods, Regex Pattern)
    {
        public static IEnumerable<Route> Of(Assembly app) =>
            from type in app.GetTypes()
            from method in type.GetMethods()
            where method.GetCustomAttribute<FunctionAttribute>() is not null
            let trigger = method
                .GetParameters()
                .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                .FirstOrDefault(t => t is not null)
            let route = trigger?.Route
            where route is not null
            orderby route.Count(c => c == '{')
            select new Route(
                method,
                trigger!.Methods ?? [],
                new Regex($"^{Regex.Replace(route, @"\{(\w+)[^}]*\}", "(?<$1>[^/]+)")}$")
            );

        public bool Takes(string method, string path) =>
            Methods.Contains(method, StringComparer.OrdinalIgnoreCase) && Pattern.IsMatch(path);

        public Task<IResult> CallAsync(IServiceProvider services, HttpRequest request, string path)
        {
            var match = Pattern.Match(path);
            var arguments = Method
                .GetParameters()
                .Select(p =>
                    p.ParameterType == typeof(HttpRequest)
                        ? (object)request
                        : Convert.ChangeType(
                            match.Groups[p.Name!].Value,
                            p.ParameterType,
                            System.Globalization.CultureInfo.InvariantCulture
                        )
                );
            var function = ActivatorUtilities.GetServiceOrCreateInstance(services, Method.DeclaringType!);
            return (Task<IResult>)Method.Invoke(function, [.. arguments])!;
        }
    }
}
