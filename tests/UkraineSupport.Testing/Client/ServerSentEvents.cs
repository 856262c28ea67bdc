using System.Runtime.CompilerServices;

namespace UkraineSupport.Testing.Client;

/// <summary>What stood between two empty lines of a stream of server-sent events; null what did not.</summary>
public sealed record SentEvent(string? Id, string? Type, string? Data, string? Retry, string? Comment);

/// <summary>Reads server-sent events (WHATWG HTML, 9.2), as far as this app writes them.</summary>
public static class ServerSentEvents
{
    /// <summary>All there is until the stream ends.</summary>
    public static async IAsyncEnumerable<SentEvent> ReadAsync(
        Stream stream,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        using var reader = new StreamReader(stream);
        var one = new SentEvent(null, null, null, null, null);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length == 0)
            {
                yield return one;
                one = new(null, null, null, null, null);
                continue;
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var value = line[(colon + 2)..];
            one = line[..colon] switch
            {
                "id" => one with { Id = value },
                "event" => one with { Type = value },
                "data" => one with { Data = value },
                "retry" => one with { Retry = value },
                "" => one with { Comment = value },
                _ => throw new FormatException(line),
            };
        }
    }
}
