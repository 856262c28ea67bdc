using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

public sealed class SignalsTests
{
    private static readonly SignalTerms Halt = AFlow.Signal(SignalKind.Halt, new(2027, 2, 1));

    [Fact]
    public void Only_coordinators_record_and_correct_signals() =>
        Assert.All(
            Given.Everyone,
            actor =>
            {
                Assert.Equal(
                    actor != Given.Coordinator,
                    Signals.Decide("signal-1", Halt, actor, Given.Now).IsForbidden()
                );
                Assert.Equal(
                    actor != Given.Coordinator,
                    Signals.Correct(AFlow.ASignal(Halt), new("Wrong", Withdraw: true), actor).IsForbidden()
                );
            }
        );

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_signal_that_cannot_be_meant_is_refused_at_its_field(SignalTerms terms, string pointer)
    {
        Assert.Equal([pointer], Signals.Decide("signal-1", terms, Given.Coordinator, Given.Now).Wrong());
        Assert.Equal(
            [$"/signal{pointer}"],
            Signals.Correct(AFlow.ASignal(Halt), new("Wrong", terms), Given.Coordinator).Wrong()
        );
    }

    public static TheoryData<SignalTerms, string> Wrong { get; } =
        new()
        {
            { Halt with { Source = " " }, "/source" },
            { Halt with { Until = new(2027, 1, 31) }, "/until" },
            { Halt with { Factor = 0.5m }, "/factor" },
            { Halt with { Kind = SignalKind.Reduce }, "/factor" },
            { Halt with { Kind = SignalKind.Reduce, Factor = 0 }, "/factor" },
            { Halt with { Kind = SignalKind.Reduce, Factor = 1 }, "/factor" },
            { Halt with { Kind = SignalKind.Reduce, Factor = 0.33333m }, "/factor" },
            { Halt with { Scope = new([]) }, "/scope" },
            { Halt with { Scope = new([AFlow.Shells, AFlow.Shells]) }, "/scope" },
            { Halt with { Scope = new([AFlow.Shells, "AMMO"]) }, "/scope/1" },
        };

    [Fact]
    public void A_correction_says_either_what_is_right_or_that_it_is_withdrawn()
    {
        var signal = AFlow.ASignal(Halt);
        Assert.Equal(["/signal"], Signals.Correct(signal, new("Why"), Given.Coordinator).Wrong());
        Assert.Equal(["/signal"], Signals.Correct(signal, new("Why", Halt, Withdraw: true), Given.Coordinator).Wrong());
        Assert.Equal(["/reason"], Signals.Correct(signal, new("", Withdraw: true), Given.Coordinator).Wrong());

        var withdrawn = UsSignal.Apply(
            signal,
            Signals.Correct(signal, new("Misheard", Withdraw: true), Given.Coordinator).Only<UsSignalWithdrawn>()
        );
        Assert.Equal(
            "already-withdrawn",
            Signals.Correct(withdrawn, new("Again", Withdraw: true), Given.Coordinator).Conflict()
        );
        Assert.False(
            UsSignal
                .Apply(
                    withdrawn,
                    Signals.Correct(withdrawn, new("It was true", Halt), Given.Coordinator).Only<UsSignalCorrected>()
                )
                .Withdrawn
        );
    }

    [Fact]
    public void Told_again_or_late_a_signal_changes_nothing()
    {
        var first = AFlow.ASignal(Halt);
        var second = UsSignal.Apply(first, new UsSignalCorrected(Halt with { From = new(2027, 3, 1) }));
        var flow = AFlow.Expecting(1000).Taking(first).Taking(second);
        Assert.Equal((new DateOnly(2027, 3, 1), 2L), (Assert.Single(flow.Signals).From, flow.Signals[0].Version));
        foreach (var told in new[] { first, second })
            Signals.Take(AFlow.Id, AFlow.Shells, flow, told, Given.Now).IsNothing();
    }

    [Fact]
    public void A_signal_corrected_to_other_capabilities_no_longer_counts_where_it_was()
    {
        var first = AFlow.ASignal(Halt);
        var second = UsSignal.Apply(first, new UsSignalCorrected(Halt with { Scope = new(["IAMD-HIGH"]) }));
        var flow = AFlow.Expecting(1000).Taking(first).Taking(second);
        Assert.True(Assert.Single(flow.Signals).Withdrawn);
        Assert.Equal(1000, flow.In(new(2027, 3)).Forecast);
        Assert.Equal(CapabilityCatalog.All.Count, second.Reached.Count);
        Assert.False(second.For("IAMD-HIGH").Withdrawn);
    }

    [Fact]
    public void A_signal_that_was_never_about_a_capability_is_not_kept_there() =>
        Signals
            .Take(AFlow.Id, AFlow.Shells, null, AFlow.ASignal(Halt with { Scope = new(["IAMD-HIGH"]) }), Given.Now)
            .IsNothing();

    [Fact]
    public void A_baseline_that_comes_later_counts_a_signal_heard_before()
    {
        var heard = ((UsFlow?)null).After(Signals.Take(AFlow.Id, AFlow.Shells, null, AFlow.ASignal(Halt), Given.Now));
        AFlow.Search(heard).IsNothing();
        var flow = heard.After(
            SetBaseline.Decide(
                AFlow.Id,
                AFlow.Shells,
                heard,
                AFlow.Baseline(new BaselineRow(new(2027, 3), 10)),
                Given.Coordinator,
                Given.Now
            )
        );
        Assert.Equal(10, flow.In(new(2027, 3)).Shortfall);
    }

    [Fact]
    public void Who_may_not_see_a_signal_sees_the_forecast_without_it()
    {
        var flow = AFlow.Expecting(1000).Signalled(Halt);
        Assert.Equal(
            (0m, 1000m),
            (flow.SeenBy(Given.Dutch).In(new(2027, 3)).Forecast, flow.SeenBy(Actor.Anonymous).In(new(2027, 3)).Forecast)
        );
    }

    [Theory]
    [InlineData("\"all\"")]
    [InlineData("[\"AMMO-155\",\"TANK\"]")]
    public void A_scope_is_written_as_it_is_read(string json) =>
        Assert.Equal(
            json,
            JsonSerializer.Serialize(
                JsonSerializer.Deserialize<SignalScope>(json, DomainJson.Strict),
                DomainJson.Options
            )
        );

    [Theory]
    [InlineData("\"some\"")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("[5]")]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    public void Another_scope_cannot_be_read(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SignalScope>(json, DomainJson.Strict));

    [Fact]
    public void What_is_stored_is_read_back()
    {
        var flow = AFlow.Expecting(1000, 500).Signalled(Halt).Reporting(new(2026, 12), 3).SearchedForGaps();
        var read = JsonSerializer.Deserialize<UsFlow>(
            JsonSerializer.Serialize(flow, DomainJson.Options),
            DomainJson.Options
        )!;
        Assert.Equal(
            JsonSerializer.Serialize(flow, DomainJson.Options),
            JsonSerializer.Serialize(read, DomainJson.Options)
        );
        Assert.Equal(flow.Baseline!.Months, read.Baseline!.Months);
        Assert.Equal(flow.Gaps[0].Months, read.Gaps[0].Months);
        Assert.Equal(
            AFlow.ASignal(Halt).Terms.Scope.Capabilities,
            JsonSerializer
                .Deserialize<UsSignal>(
                    JsonSerializer.Serialize(AFlow.ASignal(Halt), DomainJson.Options),
                    DomainJson.Options
                )!
                .Terms.Scope.Capabilities
        );
    }
}
