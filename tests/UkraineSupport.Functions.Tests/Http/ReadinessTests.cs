using Microsoft.Extensions.Time.Testing;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Tests.Http;

/// <summary>However many ask for its health, storage is asked at most once a second.</summary>
public sealed class ReadinessTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<TaskCompletionSource> _probes = [];
    private readonly Readiness _readiness;

    public ReadinessTests() =>
        _readiness = new(
            () =>
            {
                _probes.Add(new());
                return _probes[^1].Task;
            },
            _time
        );

    [Fact]
    public async Task Whoever_asks_while_storage_is_asked_waits_for_the_same_answer()
    {
        var asked = Enumerable.Range(0, 100).Select(_ => Ask()).ToList();
        _time.Advance(TimeSpan.FromSeconds(30));
        asked.Add(Ask());
        var probe = Assert.Single(_probes);
        Assert.DoesNotContain(asked, a => a.IsCompleted);

        probe.SetResult();
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task An_answer_holds_for_a_second()
    {
        var first = Ask();
        _probes[0].SetResult();
        await first;
        _time.Advance(TimeSpan.FromMilliseconds(999));
        await Ask();
        Assert.Single(_probes);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(Ask().IsCompleted);
        Assert.Equal(2, _probes.Count);
    }

    [Fact]
    public async Task So_does_a_fault_and_it_is_over_when_storage_is_back()
    {
        var first = Ask();
        _probes[0].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(Ask);

        _time.Advance(TimeSpan.FromSeconds(1));
        var next = Ask();
        _probes[1].SetResult();
        await next;
    }

    [Fact]
    public async Task Who_goes_away_takes_no_answer_from_the_others()
    {
        using var gone = new CancellationTokenSource();
        var (one, other) = (_readiness.CheckAsync(gone.Token), Ask());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        _probes[0].SetResult();
        await other;
    }

    private Task Ask() => _readiness.CheckAsync(TestContext.Current.CancellationToken);
}
