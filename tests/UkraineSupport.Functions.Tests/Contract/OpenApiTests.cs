using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using UkraineSupport.Functions.Http;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Contract;

public sealed class OpenApiTests
{
    [Fact]
    public void The_checked_in_contract_is_that_of_the_running_routes() =>
        CheckedInDocument.AssertIs(OpenApiWriter.Write(), "docs", "openapi.json");

    [Fact]
    public async Task The_contract_is_valid_openapi_and_names_every_route()
    {
        await using var file = File.OpenRead(Path.Combine(RepositoryRoot.Path, "docs", "openapi.json"));
        var read = await OpenApiDocument.LoadAsync(
            file,
            "json",
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Empty(read.Diagnostic!.Errors);
        var routes = OpenApiWriter.Described().Select(f => OpenApiWriter.PathOf(f.Trigger)).Distinct().Order();
        Assert.Equal(routes, read.Document!.Paths.Keys.Order());
    }

    [Fact]
    public void What_the_app_answers_under_openapi_json_is_the_checked_in_contract()
    {
        using var answered = typeof(Api).Assembly.GetManifestResourceStream("openapi.json")!;
        using var text = new StreamReader(answered);
        // UPDATE_DOCS writes it after the app was built: build again.
        Assert.Equal(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "openapi.json")), text.ReadToEnd());
    }

    [Fact]
    public void Every_http_function_answers_anonymous_calls_itself()
    {
        // Access is decided in the app, by token: a function key in one host and none in the other would be two
        // behaviours.
        foreach (var (method, trigger) in OpenApiWriter.Functions())
        {
            Assert.True(trigger.AuthLevel == AuthorizationLevel.Anonymous, method.Name);
            Assert.True(
                method.ReturnType == typeof(Task<IResult>) || method.ReturnType == typeof(IResult),
                method.Name
            );
            Assert.NotNull(method.GetCustomAttribute<FunctionAttribute>());
        }
    }
}
