using System.Text.Json;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>Whether two things say the same, lists and all.</summary>
internal static class Same
{
    public static bool As<T>(T one, T other) =>
        JsonSerializer.Serialize(one, DomainJson.Options) == JsonSerializer.Serialize(other, DomainJson.Options);
}
