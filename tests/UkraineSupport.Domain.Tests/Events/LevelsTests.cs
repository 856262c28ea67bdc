using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Events;

/// <summary>What each reader reads of a history of which it may not see all.</summary>
public sealed class LevelsTests
{
    private static void Is(Disclosure disclosure, string donor, Audience audience) =>
        Assert.Equal((disclosure, donor), (audience.Disclosure, Assert.Single(audience.Donors)));

    private static readonly string?[] Owners = [null, "NLD", "DNK"];

    /// <summary>An event, under which disclosure of its aggregate, and the salts of its texts.</summary>
    private sealed record Happening(object Event, Disclosure Disclosure, byte Salt);

    /// <summary>Parts about one donor, parts about several, and what is as open as its aggregate.</summary>
    private static readonly Gen<object> AnEvent = Gen.Select(
        Gen.Int[0, 4],
        Gen.Bool.Select(b => b ? "NLD" : "DNK"),
        Gen.Enum<Disclosure>(),
        Gen.Decimal[1, 9],
        (kind, donor, disclosure, n) =>
            kind switch
            {
                0 => (object)new GapReopened(n),
                1 => new GapDonorDeclined(1, donor, $"Because {n}"),
                2 => new GapOffered(donor, "pledge-1", n, disclosure),
                3 => new GapAllocationTaken(
                    new Coverage("allocation-1", "pledge-1", 1, donor, disclosure, n, 0, 0, 0, 1, null)
                ),
                _ => new GapSurplusFound(n, Given.Now),
            }
    );

    private static readonly Gen<List<Happening>> AHistory = Gen.Select(
        AnEvent,
        Gen.Enum<Disclosure>(),
        Gen.Byte,
        (e, d, s) => new Happening(e, d, s)
    ).List[0, 12];

    /// <summary>
    /// With and without what a reader may not see: the same numbers, ids, hashes and data. Nothing tells that there was
    /// more.
    /// </summary>
    [Fact]
    public void What_a_reader_may_not_see_might_as_well_not_have_been() =>
        Gen.Select(
                AHistory,
                Gen.Int[0, 2].Select(i => Owners[i]),
                Gen.Int[0, Given.Everyone.Count - 1].Select(i => Given.Everyone[i])
            )
            .Sample(
                (history, owner, viewer) =>
                {
                    var whole = Read(history, owner, viewer, out var versions);
                    var visible = history.Where((_, i) => versions.Contains(i)).ToList();
                    var without = Read(visible, owner, viewer, out var all);
                    Assert.Equal(visible.Count, all.Count);
                    Assert.Equal(without.Select(Shown), whole.Select(Shown));
                    Assert.All(whole, e => Assert.True(e.IsUnchanged()));
                    // And that is a chain.
                    Assert.Null(HashChain.FirstBroken(whole, 0, EventRecord.Genesis, null));
                    Assert.Equal(Enumerable.Range(1, whole.Count), whole.Select(e => (int)e.Version));
                },
                iter: Effort.Runs
            );

    [Fact]
    public void Who_may_see_all_reads_what_is_stored() =>
        Gen.Select(AHistory, Gen.Int[0, 2].Select(i => Owners[i]))
            .Sample(
                (history, owner) =>
                {
                    Assert.Equal(
                        Stored(history).Select(Shown),
                        Read(history, owner, Given.Coordinator, out _).Select(Shown)
                    );
                    Assert.Equal(
                        Stored(history).Select(Shown),
                        Read(history, owner, Given.Ukraine, out _).Select(Shown)
                    );
                },
                iter: Effort.Runs
            );

    [Fact]
    public void A_donor_reads_its_own_part_and_no_other_donors()
    {
        List<Happening> history =
        [
            new(new GapReopened(1), Disclosure.Public, 1),
            new(new GapDonorDeclined(1, "NLD", "No"), Disclosure.Public, 2),
            new(new GapDonorDeclined(1, "DNK", "No"), Disclosure.Public, 3),
            new(new GapReopened(2), Disclosure.Coalition, 4),
        ];
        int Versions(Actor viewer) => Read(history, null, viewer, out _).Count;

        Assert.Equal(
            (1, 2, 3, 3, 4),
            (
                Versions(Actor.Anonymous),
                Versions(Given.CoalitionObserver),
                Versions(Given.Dutch),
                Versions(Given.Danish),
                Versions(Given.Coordinator)
            )
        );
        // An observer of the same party, and an operator, are no donor.
        Assert.Equal(2, Versions(new Actor(Role.Observer, "NLD", "dashboard")));
        Assert.Equal(2, Versions(Given.Administrator));
    }

    [Fact]
    public void The_owner_of_a_restricted_record_reads_it_as_it_is_stored()
    {
        List<Happening> history =
        [
            new(new GapReopened(1), Disclosure.Restricted, 1),
            new(new GapReopened(2), Disclosure.Public, 2),
            new(new GapReopened(3), Disclosure.Restricted, 3),
        ];
        Assert.Equal(Stored(history).Select(Shown), Read(history, "NLD", Given.Dutch, out _).Select(Shown));
        Assert.Single(Read(history, "NLD", Given.Danish, out _));
    }

    /// <summary>An event keeps what it was recorded as; only of old ones that was not kept.</summary>
    [Fact]
    public void What_was_recorded_before_there_were_envelopes_counts_as_its_aggregate_did()
    {
        var record = Stored([new(new GapReopened(1), Disclosure.Restricted, 1)])[0];
        var part = Stored([new(new GapDonorDeclined(1, "NLD", "No"), Disclosure.Public, 1)])[0];

        Is(Disclosure.Restricted, "NLD", Audience.Of(record, "NLD", Disclosure.Public));
        Is(Disclosure.Coalition, "NLD", Audience.Of(record with { Envelope = null }, "NLD", Disclosure.Coalition));
        Is(Disclosure.Restricted, "NLD", Audience.Of(part with { Envelope = null }, null, Disclosure.Public));
    }

    private static object Shown(EventRecord e) => (e.Id, e.Type, e.Reason, e.Data, e.PreviousHash, e.Hash);

    /// <summary>What <paramref name="viewer"/> reads, and which events of the history that is.</summary>
    private static List<EventRecord> Read(
        List<Happening> history,
        string? owner,
        Actor viewer,
        out HashSet<int> versions
    )
    {
        var (levels, seen) = (Levels.None(Disclosure.Restricted), new List<EventRecord>());
        versions = [];
        foreach (var (record, i) in Stored(history).Select((e, i) => (e, i)))
        {
            if (Audience.Of(record, owner, levels.Unrecorded).Includes(viewer))
            {
                seen.Add(levels.Of(viewer)?.Next(record) ?? record);
                versions.Add(i);
            }

            levels = levels.After(record, owner);
        }

        // The version that this reader is told, and the hash that its next event will point to.
        if (levels.Of(viewer) is { } head)
            Assert.Equal(
                (seen.Count, seen.Count == 0 ? EventRecord.Genesis : seen[^1].Hash),
                ((int)head.Version, head.Hash)
            );
        Assert.Equal(levels.Public, levels.Of(Disclosure.Public));
        Assert.Equal(levels.Coalition, levels.Of(Disclosure.Coalition));
        Assert.Null(levels.Of(Disclosure.Restricted));
        return seen;
    }

    private static List<EventRecord> Stored(List<Happening> history)
    {
        var (records, head) = (new List<EventRecord>(), EventRecord.Genesis);
        foreach (var one in history)
        {
            records.Add(
                EventRecord.Seal(
                    "gap-1",
                    records.Count + 1,
                    one.Event,
                    Given.Now,
                    Given.Coordinator,
                    "Because",
                    head,
                    one.Disclosure,
                    salts: () => [.. Enumerable.Repeat(one.Salt, 16)]
                )
            );
            head = records[^1].Hash;
        }

        return records;
    }
}
