using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace UkraineSupport.Domain.Json;

/// <summary>How everything of the product is written as JSON: stored, sent and answered in the same words.</summary>
public static class DomainJson
{
    /// <summary>
    /// For what the product writes itself: state, events, answers. Reading ignores members that a later version added.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Create(strict: false);

    /// <summary>
    /// For what comes from outside: an unknown, missing, null or duplicate member is refused; depth is limited to 32.
    /// </summary>
    public static JsonSerializerOptions Strict { get; } = Create(strict: true);

    /// <summary>The word that stands for <paramref name="value"/> in JSON and query strings.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => WordEnumConverter.Write(value);

    /// <summary>Reads such a word; false when it is none of the enum's.</summary>
    public static bool TryWord<T>(string? word, out T value)
        where T : struct, Enum => WordEnumConverter.TryRead(word, out value);

    private static JsonSerializerOptions Create(bool strict)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // Titles in Ukrainian stay readable in the store and on the queue; nothing of this is put into HTML by us.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = strict,
            RespectRequiredConstructorParameters = strict,
            UnmappedMemberHandling = strict ? JsonUnmappedMemberHandling.Disallow : JsonUnmappedMemberHandling.Skip,
            AllowDuplicateProperties = !strict,
            PropertyNameCaseInsensitive = false,
            MaxDepth = 32,
            TypeInfoResolver = strict
                ? new DefaultJsonTypeInfoResolver().WithAddedModifier(RefuseNullItems)
                : new DefaultJsonTypeInfoResolver(),
            Converters = { new WordEnumConverter(), new InstantConverter(), new DayConverter() },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>
    /// The serializer looks at the nullability of members only: <c>"lines": [null]</c> would pass and be met by the
    /// rules.
    /// </summary>
    private static void RefuseNullItems(JsonTypeInfo info)
    {
        if (info is not { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false })
            return;
        info.OnDeserialized = items =>
        {
            if (((IEnumerable)items).Cast<object?>().Contains(null))
                throw new JsonException("An item of the list is null.");
        };
    }
}
