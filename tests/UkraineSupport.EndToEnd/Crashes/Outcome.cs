using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Crashes;

/// <summary>Where a script ended, without what may differ from run to run: ids, times and hashes.</summary>
internal static class Outcome
{
    /// <summary>
    /// One text a pledge: its state, its requirement's and what happened to it. Each is read until it is as it should
    /// be, or the time is over; what it was last is given.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        TestApp app,
        Script script,
        Func<string, int, bool> asItShouldBe,
        TimeSpan within
    )
    {
        var outcomes = new string[script.Ids.Count];
        try
        {
            await Poll.UntilAsync(
                "every pledge has ended as it should",
                async () =>
                {
                    foreach (
                        var i in Enumerable
                            .Range(0, outcomes.Length)
                            .Where(i => outcomes[i] is null || !asItShouldBe(outcomes[i], i))
                    )
                        outcomes[i] = await ReadAsync(app, i, script.Ids[i].Pledge, script.Ids[i].Requirement);
                    return outcomes.Select(asItShouldBe).All(yes => yes);
                },
                within
            );
        }
        catch (TimeoutException)
        {
            // The caller says which, and how they differ.
        }

        return outcomes;
    }

    /// <summary>Every event that the histories know, as the queue names them.</summary>
    public static async Task<IReadOnlySet<string>> EventIdsAsync(TestApp app, Script script)
    {
        var paths = script.Ids.SelectMany(ids => new[] { $"pledges/{ids.Pledge}", $"requirements/{ids.Requirement}" });
        var histories = await Task.WhenAll(
            paths.Select(async path =>
                (await app.ReadHistoryAsync(path)).Select(entry => $"{path.Split('/')[1]}/{entry.Version}")
            )
        );
        return histories.SelectMany(ids => ids).ToHashSet();
    }

    private static async Task<string> ReadAsync(TestApp app, int number, string pledgeId, string requirementId)
    {
        var pledge = await app.ReadPledgeAsync(pledgeId);
        var requirement = await app.ReadRequirementAsync(requirementId);
        var history = await app.ReadHistoryAsync(pledge.Path());
        var allocations = pledge
            .Allocations!.Select(one => $"{one.Line} {one.Quantity:0.##} {one.Status}")
            .Order(StringComparer.Ordinal);
        return $"""
            {number}: {pledge.Kind} of {pledge.Donor}: {pledge.Status}
              lines {string.Join("; ", pledge.Lines)}
              allocations {string.Join("; ", allocations)}
              deliveries {string.Join("; ", pledge.Deliveries!)}
              requirement {requirement.Status} {requirement.Allocated:0.##}/{requirement.Dispatched:0.##}/{requirement.Delivered:0.##}/{requirement.Received:0.##} open {requirement.Open:0.##}
              happened {string.Join(' ', history.Select(entry => entry.Type).Order(StringComparer.Ordinal))}
            """;
    }
}
