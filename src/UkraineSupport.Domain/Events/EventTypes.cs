using System.Reflection;

namespace UkraineSupport.Domain.Events;

/// <summary>Event names to types and back, for every event of the domain.</summary>
public static class EventTypes
{
    private static readonly Dictionary<string, Type> ByName = typeof(EventTypes)
        .Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<EventNameAttribute>() is not null)
        .ToDictionary(t => t.GetCustomAttribute<EventNameAttribute>()!.Name);

    private static readonly Dictionary<Type, string> Names = ByName.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>Every event type by name.</summary>
    public static IReadOnlyDictionary<string, Type> All => ByName;

    /// <summary>The name of an event.</summary>
    public static string NameOf(object happened) => Names[happened.GetType()];
}
