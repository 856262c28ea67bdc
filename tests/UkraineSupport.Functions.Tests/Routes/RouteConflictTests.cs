using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using UkraineSupport.Functions.Tests.Contract;

namespace UkraineSupport.Functions.Tests.Routes;

public sealed class RouteConflictTests
{
    [Fact]
    public void No_route_of_the_app_swallows_another_in_the_real_host() =>
        Assert.Empty(
            RouteConflicts.Among(
                OpenApiWriter
                    .Functions()
                    .Select(f => new NamedRoute(
                        f.Method.GetCustomAttribute<FunctionAttribute>()!.Name,
                        RoutePatternFactory.Parse(f.Trigger.Route!),
                        f.Trigger.Methods!
                    ))
            )
        );

    [Fact]
    public void No_route_begins_with_a_word_that_the_real_host_keeps_for_itself() =>
        Assert.DoesNotContain(
            OpenApiWriter.Functions(),
            f =>
                f.Trigger.Route!.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
                || f.Trigger.Route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase)
        );

    [Theory]
    [InlineData("items/{id}", "items/recent")]
    [InlineData("items/{id}", "ITEMS/{other}")]
    [InlineData("items", "items")]
    [InlineData("items/{*rest}", "items/{id}/parts")]
    [InlineData("items/{id?}", "items")]
    [InlineData("items/{id:alpha}", "items/recent")]
    [InlineData("{kind}/recent", "items/{id}")]
    public void A_route_that_an_earlier_named_function_swallows_is_found(string first, string later) =>
        Assert.Single(Among(("A", first, ["get"]), ("B", later, ["GET", "post"])));

    [Theory]
    [InlineData("items/recent", "items/{id}")]
    [InlineData("items/{id}", "items/{id}/parts")]
    [InlineData("items/{id:int}", "items/recent")]
    [InlineData("items/{n:int}", "items/{id:guid}")]
    [InlineData("things", "items")]
    [InlineData("items/{id}/parts", "items/{*rest}")]
    public void Routes_that_are_told_apart_or_in_the_right_order_are_accepted(string first, string later) =>
        Assert.Empty(Among(("A", first, ["get"]), ("B", later, ["get"])));

    [Fact]
    public void The_same_route_may_serve_different_methods()
    {
        Assert.Empty(Among(("A", "items/{id}", ["get"]), ("B", "items/{id}", ["post"])));
        Assert.Single(Among(("A", "items/{id}", []), ("B", "items/{id}", ["post"])));
    }

    private static IEnumerable<string> Among(params (string Name, string Route, string[] Methods)[] functions) =>
        RouteConflicts.Among(
            functions.Select(f => new NamedRoute(f.Name, RoutePatternFactory.Parse(f.Route), f.Methods))
        );
}
