using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace UkraineSupport.Functions.Retention;

/// <summary>How long what persons left behind is kept.</summary>
/// <param name="Answers">Answers under idempotency keys; that there was one is kept for good.</param>
/// <param name="Audit">What administrators did, by whole months.</param>
/// <param name="Persons">Persons' ids in events; null as long as the record.</param>
internal sealed record RetentionSettings(TimeSpan Answers, TimeSpan Audit, TimeSpan? Persons)
{
    /// <summary>As it is unless an installation says otherwise.</summary>
    public static RetentionSettings Usual { get; } = new(TimeSpan.FromDays(90), TimeSpan.FromDays(5 * 365), null);

    /// <summary>As the settings say.</summary>
    public static RetentionSettings Read(IConfiguration configuration)
    {
        var retention = configuration.GetSection("Retention");
        return new(Span("Answers") ?? Usual.Answers, Span("Audit") ?? Usual.Audit, Span("Persons") ?? Usual.Persons);

        TimeSpan? Span(string name) =>
            retention[name] is { Length: > 0 } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null;
    }
}
