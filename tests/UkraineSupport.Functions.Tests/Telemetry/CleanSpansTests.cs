using System.Diagnostics;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Tests.Telemetry;

/// <summary>What others' spans carry leaves only if it is known to be nobody's words.</summary>
public sealed class CleanSpansTests
{
    [Fact]
    public void Of_a_failed_activity_leaves_that_it_failed_and_not_why()
    {
        using var span = new Activity("activity:ReadPledge");
        span.SetTag("durabletask.task.name", "ReadPledge").SetTag("durabletask.entity.error_message", "planted");
        span.SetTag("url.path", "/api/pledges/planted").SetStatus(ActivityStatusCode.Error, "planted: not to be read");

        new CleanSpans().OnEnd(span);

        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        Assert.Equal(["durabletask.task.name"], span.TagObjects.Select(tag => tag.Key));
    }
}
