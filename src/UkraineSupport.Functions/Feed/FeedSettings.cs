using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace UkraineSupport.Functions.Feed;

/// <summary>How the feed is kept and streamed.</summary>
/// <param name="Keep">How long an event stays in the feed, from when it happened.</param>
/// <param name="StreamLength">How long a stream lasts at most: less than what stands before the app lets a connection
/// live (Azure's load balancer: 230 s).</param>
internal sealed record FeedSettings(TimeSpan Keep, TimeSpan StreamLength)
{
    /// <summary>As it is unless an installation says otherwise.</summary>
    public static FeedSettings Usual { get; } = new(TimeSpan.FromDays(30), TimeSpan.FromSeconds(200));

    /// <summary>As the settings say.</summary>
    public static FeedSettings Read(IConfiguration configuration)
    {
        var feed = configuration.GetSection("Feed");
        return new(Span("Keep", Usual.Keep), Span("StreamLength", Usual.StreamLength));

        TimeSpan Span(string name, TimeSpan otherwise) =>
            feed[name] is { Length: > 0 } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}
