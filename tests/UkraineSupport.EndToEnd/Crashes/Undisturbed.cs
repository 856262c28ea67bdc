using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Crashes;

/// <summary>The script's outcome when nothing goes wrong; what all other runs are measured against.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    /// <summary>In large counts.</summary>
    internal static bool IsSoak { get; } = Environment.GetEnvironmentVariable("SOAK") == "1";

    /// <summary>How many pledges a run has.</summary>
    public static int Pledges { get; } = Setting("SCRIPT_PLEDGES", IsSoak ? 100 : 40);

    /// <summary>One text a pledge.</summary>
    internal IReadOnlyList<string> Outcomes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var app = await TestApp.StartAsync();
        var script = new Script(app, new PersistentCaller(), Pledges);
        await script.PlayAsync();
        Outcomes = await Outcome.ReadAsync(
            app,
            script,
            (text, number) => !IsOpen(text, number),
            TimeSpan.FromSeconds(60)
        );
        var open = Outcomes.Where(IsOpen).ToList();
        Assert.True(open.Count == 0, $"Not settled:\n{string.Join('\n', open)}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;

    /// <summary>Whether what is known to come in this life has not come yet.</summary>
    private static bool IsOpen(string text, int number)
    {
        string[] parts = (number % 10) switch
        {
            5 => ["pledge.completed", "requirement PartiallyFilled 9/9/9/9 open 11"],
            6 => [": Declined", "requirement Open"],
            7 => ["pledge.withdrawalCompensated", "requirement Open 0/0/0/0 open 20"],
            8 => ["pledge.withdrawalCompensated", "requirement PartiallyFilled 10/10/10/10 open 10"],
            9 => ["Released", "requirement Cancelled 0/0/0/0"],
            _ => [": Completed", "requirement Closed 20/20/20/20 open 0"],
        };
        return !parts.All(part => text.Contains(part, StringComparison.Ordinal));
    }
}
