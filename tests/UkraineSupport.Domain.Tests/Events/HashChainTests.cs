using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Events;

public class HashChainTests
{
    /// <summary>A history of reminders, which differ by their day.</summary>
    private static List<EventRecord> History(int length)
    {
        var history = new List<EventRecord>();
        for (var n = 1; n <= length; n++)
        {
            var previous = history.Count == 0 ? EventRecord.Genesis : history[^1].Hash;
            history.Add(
                EventRecord.Seal(
                    "pledge-1",
                    n,
                    new PledgeReviewReminded(Given.Now.AddDays(n)),
                    Given.Now.AddHours(n),
                    Actor.System,
                    "Half the time is gone",
                    previous
                )
            );
        }

        return history;
    }

    private static long? Broken(IEnumerable<EventRecord> history, string? head) =>
        HashChain.FirstBroken(history, 0, EventRecord.Genesis, head);

    private static readonly Gen<(int Length, int At)> Place = Gen.Int[1, 8]
        .SelectMany(length => Gen.Int[0, length - 1].Select(at => (length, at)));

    [Fact]
    public void An_unaltered_history_is_whole_also_in_pieces() =>
        Place.Sample(place =>
        {
            var history = History(place.Length);
            var head = history[^1].Hash;
            Assert.Null(Broken(history, head));
            Assert.Null(Broken(history, null));

            var before = place.At == 0 ? EventRecord.Genesis : history[place.At - 1].Hash;
            Assert.Null(HashChain.FirstBroken(history[..place.At], 0, EventRecord.Genesis, null));
            Assert.Null(HashChain.FirstBroken(history[place.At..], place.At, before, head));
        });

    [Fact]
    public void An_empty_history_is_whole_unless_something_should_be_there()
    {
        Assert.Null(Broken([], null));
        Assert.Null(Broken([], EventRecord.Genesis));
        Assert.Equal(1, Broken([], History(1)[0].Hash));
    }

    /// <summary>Every way to alter one event, by the member it touches.</summary>
    public static readonly IReadOnlyDictionary<string, Func<EventRecord, EventRecord>> Alterations = new Dictionary<
        string,
        Func<EventRecord, EventRecord>
    >
    {
        ["aggregate"] = e => e with { AggregateId = "pledge-2" },
        ["version"] = e => e with { Version = e.Version + 1 },
        ["type"] = e => e with { Type = "pledge.reviewOverdue" },
        ["time"] = e => e with { At = e.At.AddTicks(1) },
        ["role"] = e => e with { Actor = e.Actor with { Role = Role.Coordinator } },
        ["party"] = e => e with { Actor = e.Actor with { Party = "NLD" } },
        ["empty party"] = e => e with { Actor = e.Actor with { Party = "" } },
        ["subject"] = e => e with { Actor = e.Actor with { Subject = "somebody" } },
        ["reason"] = e => e with { Reason = e.Reason + "." },
        ["no reason"] = e => e with { Reason = null },
        ["data"] = e => e with { Data = e.Data.Replace("2027", "2028", StringComparison.Ordinal) },
        ["white space in data"] = e => e with { Data = " " + e.Data },
        ["previous hash"] = e => e with { PreviousHash = new('1', 64) },
        ["hash"] = e => e with { Hash = new('2', 64) },
        ["moved between members"] = e =>
            e with
            {
                Actor = e.Actor with { Subject = e.Actor.Subject + e.Reason },
                Reason = "",
            },
    };

    public static TheoryData<string> AlterationNames() => [.. Alterations.Keys];

    [Theory, MemberData(nameof(AlterationNames))]
    public void An_altered_event_is_found_where_it_is(string alteration) =>
        Place.Sample(place =>
        {
            var history = History(place.Length);
            history[place.At] = Alterations[alteration](history[place.At]);
            Assert.Equal(place.At + 1, Broken(history, null));
        });

    [Fact]
    public void A_reason_that_was_taken_away_or_put_in_empty_shows()
    {
        var none = EventRecord.Seal(
            "pledge-1",
            1,
            new PledgeReviewReminded(Given.Now),
            Given.Now,
            Actor.System,
            null,
            EventRecord.Genesis
        );
        var empty = EventRecord.Seal(
            "pledge-1",
            1,
            new PledgeReviewReminded(Given.Now),
            Given.Now,
            Actor.System,
            "",
            EventRecord.Genesis
        );

        Assert.False((none with { Reason = "" }).IsUnchanged());
        Assert.False((empty with { Reason = null }).IsUnchanged());
    }

    /// <summary>
    /// Sealing anew hides the alteration itself; the event after it, or the head, still shows that there was one.
    /// </summary>
    [Fact]
    public void An_event_that_was_altered_and_sealed_anew_is_found_at_the_one_after_it() =>
        Place.Sample(place =>
        {
            var history = History(place.Length);
            var head = history[^1].Hash;
            var old = history[place.At];
            history[place.At] = EventRecord.Seal(
                old.AggregateId,
                old.Version,
                new PledgeReviewOverdue(Given.Now),
                old.At,
                old.Actor,
                old.Reason,
                old.PreviousHash
            );
            Assert.Equal(place.At + 2, Broken(history, head));
        });

    [Fact]
    public void A_removed_event_is_found_where_it_was() =>
        Place.Sample(place =>
        {
            var history = History(place.Length);
            var head = history[^1].Hash;
            history.RemoveAt(place.At);
            Assert.Equal(place.At + 1, Broken(history, head));
        });

    [Fact]
    public void An_inserted_event_is_found_where_it_is() =>
        Place.Sample(place =>
        {
            var history = History(place.Length);
            var head = history[^1].Hash;
            var previous = place.At == 0 ? EventRecord.Genesis : history[place.At - 1].Hash;
            history.Insert(
                place.At,
                EventRecord.Seal(
                    "pledge-1",
                    place.At + 1,
                    new PledgeCompleted(),
                    Given.Now,
                    Actor.System,
                    null,
                    previous
                )
            );
            // The forged one fits behind its predecessor: it is the true one after it that no longer does.
            Assert.Equal(place.At + 2, Broken(history, head));
        });

    [Fact]
    public void Two_events_in_the_wrong_order_are_found_at_the_first() =>
        Place
            .Where(p => p.At > 0)
            .Sample(place =>
            {
                var history = History(place.Length);
                (history[place.At - 1], history[place.At]) = (history[place.At], history[place.At - 1]);
                Assert.Equal(place.At, Broken(history, null));
            });

    [Fact]
    public void A_repeated_event_is_found_at_the_repetition() =>
        Place.Sample(place =>
        {
            var history = History(place.Length);
            history.Insert(place.At, history[place.At]);
            Assert.Equal(place.At + 2, Broken(history, null));
        });
}
