using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Http;
using UkraineSupport.LocalRuntime.Invocation;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Http;

public sealed class RouteConflictTests
{
    [Theory]
    [InlineData("items/{id}", "items/recent")]
    [InlineData("items/{id}", "ITEMS/{other}")]
    [InlineData("items", "items")]
    [InlineData("items/{*rest}", "items/{id}/parts")]
    [InlineData("items/{id?}", "items")]
    [InlineData("items/{id:alpha}", "items/recent")]
    [InlineData("{kind}/recent", "items/{id}")]
    public void A_route_that_an_earlier_named_function_swallows_is_refused(string first, string later)
    {
        var refused = Assert.Throws<FunctionsStartupException>(() =>
            Check(("A", first, ["get"]), ("B", later, ["GET", "post"]))
        );
        Assert.StartsWith("Functions 'A' and 'B' answer the same requests", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("items/recent", "items/{id}")]
    [InlineData("items/{id}", "items/{id}/parts")]
    [InlineData("items/{id:int}", "items/recent")]
    [InlineData("items/{n:int}", "items/{id:guid}")]
    [InlineData("things", "items")]
    [InlineData("items/{id}/parts", "items/{*rest}")]
    public void Routes_that_are_told_apart_or_in_the_right_order_are_accepted(string first, string later) =>
        Check(("A", first, ["get"]), ("B", later, ["get"]));

    [Fact]
    public void The_same_route_may_serve_different_methods()
    {
        Check(("A", "items/{id}", ["get"]), ("B", "items/{id}", ["post"]));
        Assert.Throws<FunctionsStartupException>(() => Check(("A", "items/{id}", []), ("B", "items/{id}", ["post"])));
    }

    [Fact]
    public void A_route_that_cannot_be_read_names_its_function()
    {
        var refused = Assert.Throws<FunctionsStartupException>(() => Check(("A", "items/{id", ["get"])));
        Assert.StartsWith(
            "Function 'A': the route 'api/items/{id' is not valid",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    private static void Check(params (string Name, string Route, string[] Methods)[] functions) =>
        RouteConflicts.Check([.. functions.Select(f => Function(f.Name, f.Route, f.Methods))]);

    private static HttpFunction Function(string name, string route, string[] methods)
    {
        var method = typeof(RouteConflictTests).GetMethod(nameof(Answer))!;
        var trigger = new HttpTriggerAttribute(AuthorizationLevel.Anonymous, methods) { Route = route };
        return HttpFunction.From(
            new FunctionDescriptor(name, method, method.GetParameters()[0], trigger),
            trigger,
            "api"
        );
    }

    public static IResult Answer(HttpRequest req) => Results.Text(req.Path);
}
