namespace UkraineSupport.EndToEnd.Fixtures;

/// <summary>For tests that tell by an aggregate's version that nothing happened to it.</summary>
internal static class Quiet
{
    /// <summary>Nothing is asked for that is not reported.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>
        {
            ["Deadlines__UsReport"] = "3650.00:00:00",
            ["Gaps__MonthReminder"] = "3650.00:00:00",
        };
}
