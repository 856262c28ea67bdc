using System.Text.RegularExpressions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Telemetry;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Telemetry;

/// <summary>Every event that says a deadline passed is counted; a new one is not forgotten.</summary>
public sealed partial class DeadlineOutcomesTests
{
    /// <summary>Ends of a period, not something that somebody should have done by then.</summary>
    private static readonly string[] Ends = ["ForceLapsed"];

    [Fact]
    public void Whatever_is_overdue_missed_lapsed_or_slipped_is_counted()
    {
        var source = File.ReadAllText(
            RepositoryRoot.Combine("src", "UkraineSupport.Functions", "Telemetry", "DeadlineOutcomes.cs")
        );
        var late = typeof(Pledge)
            .Assembly.GetExportedTypes()
            .Select(type => type.Name)
            .Where(name => Late().IsMatch(name))
            .Except(Ends)
            .ToList();

        Assert.True(late.Count > 15, string.Join(", ", late));
        Assert.DoesNotContain(late, name => !source.Contains($"{name} ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_event_of_an_aggregate_says_nothing() =>
        Assert.Empty(DeadlineOutcomes.Of(null, new PledgeReviewOverdue(default)));

    [GeneratedRegex("(Overdue|Missed|Lapsed|Slipped)$")]
    private static partial Regex Late();
}
