using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace UkraineSupport.Functions.Tests.Http;

/// <summary>
/// The web server of the real worker, as <c>Program.cs</c> builds it, goes through the same pipeline. Only the server
/// is started: the rest of the worker wants the Functions host to call.
/// </summary>
public sealed class WorkerWebTests
{
    [Fact]
    public async Task The_real_worker_has_the_headers_too()
    {
        var cancel = TestContext.Current.CancellationToken;
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([
            new("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
            new("Access:Authority", "https://issuer.example"),
            // What the Functions host tells the worker; nothing listens there.
            new("Functions:Worker:HostEndpoint", "http://127.0.0.1:9"),
            new("Functions:Worker:WorkerId", "worker"),
            new("Functions:Worker:RequestId", "request"),
            new("Functions:Worker:GrpcMaxMessageLength", "1000"),
            new("Cors:Origins:0", "https://dashboard.example.org"),
        ]);
        builder.Services.AddUkraineSupport(builder.Configuration).AddSingleton<IStartupFilter, Answering>();
        using var host = builder.Build();
        var web = host.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "GenericWebHostService");
        await web.StartAsync(cancel);
        try
        {
            var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            using var client = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, address.Addresses.First() + "/api/pledges");
            request.Headers.Add("Origin", "https://dashboard.example.org");
            request.Headers.Add("Accept-Encoding", "br");
            using var answer = await client.SendAsync(request, cancel);

            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(
                "https://dashboard.example.org",
                answer.Headers.GetValues("Access-Control-Allow-Origin").Single()
            );
            Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        }
        finally
        {
            await web.StopAsync(cancel);
        }
    }

    /// <summary>Answers in place of the worker, which takes requests from the Functions host only.</summary>
    private sealed class Answering : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app => app.Run(context => context.Response.WriteAsJsonAsync("answered"));
    }
}
