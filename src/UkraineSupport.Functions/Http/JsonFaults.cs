using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace UkraineSupport.Functions.Http;

/// <summary>
/// Says what the JSON reader found, in words for a caller: no type names of ours, and a JSON pointer.
/// </summary>
internal static partial class JsonFaults
{
    public static (string Pointer, string Detail) Explain(JsonException fault)
    {
        var pointer = Pointer(fault.Path);
        if (Missing().Match(fault.Message) is { Success: true } missing)
            return (
                pointer,
                $"Missing: {missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal).TrimEnd('.')}."
            );
        if (Unknown().Match(fault.Message) is { Success: true } unknown)
            return (pointer, $"There is no field '{Short(unknown.Groups[1].Value)}' here.");
        if (Duplicate().Match(fault.Message) is { Success: true } duplicate)
            return (pointer, $"The field '{Short(duplicate.Groups[1].Value)}' is there twice.");
        if (
            fault.Message.Contains("maximum", StringComparison.OrdinalIgnoreCase)
            && fault.Message.Contains("depth", StringComparison.Ordinal)
        )
            return (pointer, "Nested too deeply: at most 32 levels.");
        if (fault.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return (pointer, "This has the wrong type or form.");
        if (
            fault.Message.Contains("doesn't allow getting null values", StringComparison.Ordinal)
            || fault.Message.Contains("doesn't allow setting null values", StringComparison.Ordinal)
            || fault.Message.Contains("doesn't allow null values", StringComparison.Ordinal)
        )
            return (pointer, "This cannot be null.");
        // Our own converters speak to the caller; everything else is the reader's complaint about the text itself.
        return fault.InnerException is null
            && fault.LineNumber is not null
            && !fault.Message.Contains("LineNumber", StringComparison.Ordinal)
                ? (pointer, fault.Message)
            : fault.LineNumber is { } line && fault.BytePositionInLine is { } column
                ? (pointer, $"Not valid JSON at line {line + 1}, byte {column + 1}.")
            : (pointer, fault.Message.Contains('\'', StringComparison.Ordinal) ? "Not valid JSON." : fault.Message);
    }

    private static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (Match part in Parts().Matches(path ?? ""))
        {
            var name = part.Groups.Values.Skip(1).First(g => g.Success).Value;
            pointer
                .Append('/')
                .Append(
                    Short(name)
                        .Replace("~", "~0", StringComparison.Ordinal)
                        .Replace("/", "~1", StringComparison.Ordinal)
                );
        }

        return pointer.ToString();
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"\.([^.\[\]]+)|\['(.*?)'\]|\[(\d+)\]")]
    private static partial Regex Parts();

    [GeneratedRegex("missing required properties including: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '(.*)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex Unknown();

    [GeneratedRegex("Duplicate property '(.*)' encountered", RegexOptions.Singleline)]
    private static partial Regex Duplicate();
}
