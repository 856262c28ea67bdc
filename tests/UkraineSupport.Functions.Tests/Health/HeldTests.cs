using Microsoft.Extensions.Time.Testing;
using UkraineSupport.Functions.Health;

namespace UkraineSupport.Functions.Tests.Health;

/// <summary>However many want to know, storage is asked by one of them, and not again for a while.</summary>
public sealed class HeldTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<TaskCompletionSource<bool>> _probes = [];
    private readonly Held<bool> _held;

    public HeldTests() =>
        _held = new(
            () =>
            {
                _probes.Add(new());
                return _probes[^1].Task;
            },
            TimeSpan.FromSeconds(30),
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

        probe.SetResult(true);
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task An_answer_holds_as_long_as_is_said()
    {
        var first = Ask();
        _probes[0].SetResult(true);
        await first;
        _time.Advance(TimeSpan.FromSeconds(29));
        await Ask();
        Assert.Single(_probes);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Ask().IsCompleted);
        Assert.Equal(2, _probes.Count);
    }

    [Fact]
    public async Task A_fault_holds_for_a_second_and_is_over_when_storage_is_back()
    {
        var first = Ask();
        _probes[0].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(Ask);

        _time.Advance(TimeSpan.FromSeconds(1));
        var next = Ask();
        _probes[1].SetResult(true);
        await next;
    }

    [Fact]
    public async Task Who_goes_away_takes_no_answer_from_the_others()
    {
        using var gone = new CancellationTokenSource();
        var (one, other) = (_held.AskAsync(gone.Token), Ask());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        _probes[0].SetResult(true);
        await other;
    }

    private Task Ask() => _held.AskAsync(TestContext.Current.CancellationToken);
}
