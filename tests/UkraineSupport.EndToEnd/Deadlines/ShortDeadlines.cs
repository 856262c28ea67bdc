using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Deadlines;

/// <summary>An app whose deadlines are over in seconds.</summary>
public sealed class ShortDeadlines : IAsyncLifetime
{
    /// <summary>Two seconds to the reminder, four to the escalation.</summary>
    internal static IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>
        {
            ["Deadlines__Review"] = "00:00:04",
            ["Deadlines__Formalisation"] = "00:00:04",
            ["Deadlines__DeliveryReminder"] = "00:00:02",
            ["Deadlines__Validation"] = "00:00:03",
        };

    internal TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await TestApp.StartAsync(Settings);

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;
}
