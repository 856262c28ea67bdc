using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace UkraineSupport.Functions.Tests.Routes;

/// <summary>A function's route.</summary>
internal sealed record NamedRoute(string Name, RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    public bool SharesMethodWith(NamedRoute other) =>
        Methods.Count == 0
        || other.Methods.Count == 0
        || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any();
}

/// <summary>
/// The real host tries routes in the order of the functions' names, not the most specific first as ASP.NET Core does:
/// <c>items/{id}</c> of a function "GetItem" would swallow <c>items/recent</c> of "GetRecent". Such a pair is found
/// here, where it costs a test and not a search in Azure's logs.
/// </summary>
internal static class RouteConflicts
{
    private static readonly DefaultInlineConstraintResolver Constraints = new(
        Options.Create(Routes()),
        new ServiceCollection().BuildServiceProvider()
    );

    // Without it a constraint on a regular expression is none of the inline ones.
    private static RouteOptions Routes()
    {
        var routes = new RouteOptions();
        routes.SetParameterPolicy<RegexInlineRouteConstraint>("regex");
        return routes;
    }

    /// <summary>The pairs of which the first answers what was meant for the other.</summary>
    public static IEnumerable<string> Among(IEnumerable<NamedRoute> functions)
    {
        var ordered = functions.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return from later in Enumerable.Range(0, ordered.Count)
            from first in Enumerable.Range(0, later)
            where Swallows(ordered[first], ordered[later])
            select $"{ordered[first].Name} ({ordered[first].Pattern.RawText}) swallows {ordered[later].Name} ({ordered[later].Pattern.RawText})";
    }

    private static bool Swallows(NamedRoute first, NamedRoute later) =>
        first.SharesMethodWith(later)
        && Overlap(first.Pattern, later.Pattern)
        && first.Pattern.InboundPrecedence >= later.Pattern.InboundPrecedence;

    private static bool Overlap(RoutePattern one, RoutePattern other)
    {
        var length = Math.Max(one.PathSegments.Count, other.PathSegments.Count);
        for (var i = 0; i < length; i++)
        {
            if (CatchesAll(one, i) || CatchesAll(other, i))
                return true;
            if (i >= one.PathSegments.Count)
                return MayBeAbsent(other, i);
            if (i >= other.PathSegments.Count)
                return MayBeAbsent(one, i);
            if (!Overlap(one, one.PathSegments[i], other, other.PathSegments[i]))
                return false;
        }

        return true;
    }

    private static bool Overlap(
        RoutePattern onePattern,
        RoutePatternPathSegment one,
        RoutePattern otherPattern,
        RoutePatternPathSegment other
    )
    {
        if (!one.IsSimple || !other.IsSimple)
            return true;
        return (one.Parts[0], other.Parts[0]) switch
        {
            (RoutePatternLiteralPart a, RoutePatternLiteralPart b) => string.Equals(
                a.Content,
                b.Content,
                StringComparison.OrdinalIgnoreCase
            ),
            (RoutePatternLiteralPart text, RoutePatternParameterPart parameter) => Accepts(
                otherPattern,
                parameter,
                text.Content
            ),
            (RoutePatternParameterPart parameter, RoutePatternLiteralPart text) => Accepts(
                onePattern,
                parameter,
                text.Content
            ),
            (RoutePatternParameterPart a, RoutePatternParameterPart b) => SameKind(a, b),
            _ => true,
        };
    }

    private static bool Accepts(RoutePattern pattern, RoutePatternParameterPart parameter, string text)
    {
        var values = new RouteValueDictionary { [parameter.Name] = text };
        return pattern
            .ParameterPolicies.GetValueOrDefault(parameter.Name, [])
            .Select(policy => policy.Content is { } inline ? Constraints.ResolveConstraint(inline) : null)
            .All(constraint =>
                constraint?.Match(null, null, parameter.Name, values, RouteDirection.IncomingRequest) ?? true
            );
    }

    // Differently constrained parameters ({n:int} and {id:guid}) are taken to be told apart by their constraints.
    private static bool SameKind(RoutePatternParameterPart a, RoutePatternParameterPart b)
    {
        var one = a.ParameterPolicies.Select(p => p.Content).ToHashSet();
        var other = b.ParameterPolicies.Select(p => p.Content).ToHashSet();
        return one.Count == 0 || other.Count == 0 || one.SetEquals(other);
    }

    private static bool CatchesAll(RoutePattern pattern, int segment) =>
        segment < pattern.PathSegments.Count
        && pattern.PathSegments[segment].Parts.Any(p => p is RoutePatternParameterPart { IsCatchAll: true });

    private static bool MayBeAbsent(RoutePattern pattern, int from) =>
        pattern
            .PathSegments.Skip(from)
            .All(s =>
                s.Parts.All(p =>
                    p
                        is RoutePatternParameterPart { IsOptional: true }
                            or RoutePatternParameterPart { Default: not null }
                )
            );
}
