using System.Globalization;
using Microsoft.AspNetCore.Http;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Durable.Management;

/// <summary>Query parameters of the management API. One that can't be read is the caller's mistake: 400.</summary>
internal static class ManagementParameters
{
    public static string InstanceId(this HttpContext context) => (string)context.Request.RouteValues["instanceId"]!;

    public static string? Text(this HttpContext context, string name) =>
        context.Request.Query.TryGetValue(name, out var values) && values.Count > 0 && values[0] is { Length: > 0 } text
            ? text
            : null;

    public static bool Flag(this HttpContext context, string name, bool otherwise) =>
        context.Text(name) switch
        {
            null => otherwise,
            { } text when bool.TryParse(text, out var flag) => flag,
            { } text => throw Unreadable(name, text),
        };

    public static int Number(this HttpContext context, string name, int otherwise, int most) =>
        context.Text(name) switch
        {
            null => otherwise,
            { } text
                when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number is > 0 => Math.Min(number, most),
            { } text => throw Unreadable(name, text),
        };

    public static DateTimeOffset? Time(this HttpContext context, string name) =>
        context.Text(name) switch
        {
            null => null,
            { } text
                when DateTimeOffset.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var time
                ) => time,
            { } text => throw Unreadable(name, text),
        };

    public static IReadOnlyList<OrchestrationRuntimeStatus>? Statuses(this HttpContext context, string name)
    {
        if (context.Text(name) is not { } text)
            return null;
        return
        [
            .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(one =>
                    Enum.TryParse<OrchestrationRuntimeStatus>(one, ignoreCase: true, out var status)
                    && Enum.IsDefined(status)
                        ? status
                        : throw Unreadable(name, one)
                ),
        ];
    }

    private static BadHttpRequestException Unreadable(string name, string text) => new($"{name} can't be '{text}'.");
}
