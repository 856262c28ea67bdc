using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Feed;

/// <summary>What of the feed is asked for; null: not by that.</summary>
internal sealed record FeedFilter(string? Type, string? Donor, string? Capability)
{
    /// <summary>Parameters of the query.</summary>
    public static readonly IReadOnlyList<string> Names = ["type", "donor", "capability"];

    /// <exception cref="ProblemException">400: there is no such type, donor or capability.</exception>
    public static FeedFilter Read(Call call)
    {
        var type = Filters.Text(call, "type", name => EventTypes.All.ContainsKey(Short(name)));
        return new(type is null ? null : Short(type), Filters.Donor(call), Filters.Capability(call));
    }

    /// <summary>Whether an event is asked for.</summary>
    public bool Takes(FeedRow row) =>
        (Type is null || row.Type == Type)
        && (Donor is null || row.Donors.Contains(Donor))
        && (Capability is null || row.Capabilities.Contains(Capability));

    /// <summary>Without what queues put before it.</summary>
    private static string Short(string type) =>
        type.StartsWith(CloudEvents.TypePrefix, StringComparison.Ordinal)
            ? type[CloudEvents.TypePrefix.Length..]
            : type;
}
