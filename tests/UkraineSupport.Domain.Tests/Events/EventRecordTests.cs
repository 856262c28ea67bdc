using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Events;

public partial class EventRecordTests
{
    private const string HashWithEnvelope = "1c59133c7862bbb0dbeb9a4a0f23f12515cf082a479b44ea373d6451f82ee3c4";

    private static readonly Func<byte[]> Zeros = () => new byte[16];

    private static EventRecord Sealed(object happened, DateTimeOffset? at = null, Func<byte[]>? salts = null) =>
        EventRecord.Seal(
            "pledge-1",
            1,
            happened,
            at ?? Given.Now,
            Given.Dutch,
            "Because",
            EventRecord.Genesis,
            salts: salts
        );

    [Fact]
    public void An_event_comes_back_as_it_was_sealed()
    {
        var happened = new PledgeDeliveryReceipted(
            3,
            Domain.Deliveries.DeliveryStatus.PartiallyReceived,
            10.25m,
            0,
            "Дві відсутні",
            Given.Now
        );
        var record = Sealed(happened);

        Assert.Equal(happened, record.Happened());
        Assert.True(record.IsUnchanged());
        Assert.Equal("pledge.deliveryReceipted", record.Type);
        Assert.Contains("Дві відсутні", record.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_does_not_depend_on_the_offset_an_instant_is_told_in() =>
        Assert.Equal(
            Sealed(new PledgeCompleted(), salts: Zeros).Hash,
            Sealed(new PledgeCompleted(), Given.Now.ToOffset(TimeSpan.FromHours(2)), Zeros).Hash
        );

    /// <summary>
    /// Stored histories are checked with this reckoning for ever: a change of it would call every one of them altered.
    /// </summary>
    [Fact]
    public void The_hash_is_reckoned_as_it_always_was()
    {
        var happened = new PledgeReviewReminded(Given.Now);
        // Recorded before there were envelopes.
        EventRecord Old(Actor actor, string? reason, string hash) =>
            new(
                "pledge-1",
                1,
                "pledge.reviewReminded",
                Given.Now,
                actor,
                reason,
                JsonSerializer.Serialize(happened, DomainJson.Options),
                EventRecord.Genesis,
                hash
            );
        Assert.True(
            Old(Given.Dutch, "Because", "efbcc9b06584a9a33db4eedfa3cf3d4b1dfee6c6fe8e0d2fbea7406309d00f95")
                .IsUnchanged()
        );
        var system = Old(Actor.System, null, "4f4884d19d9032498b7b90c11d2cb7c0c12154c3546bc1a21098f5b04d918d22");
        Assert.True(system.IsUnchanged());
        Assert.Equal(("pledge-1/1", happened), (system.Id, system.Happened()));

        var now = Sealed(happened, salts: Zeros);
        Assert.Equal(HashWithEnvelope, now.Hash);
        Assert.Equal("pledge-1/1", now.Id);
    }

    [Fact]
    public void Texts_and_persons_can_be_erased_and_the_chain_still_proves_itself()
    {
        var record = Sealed(
            new PledgeDeliveryReceipted(
                3,
                Domain.Deliveries.DeliveryStatus.PartiallyReceived,
                10,
                0,
                "sha256: \"Дві\" відсутні",
                Given.Now
            )
        );
        var envelope = record.Envelope!;
        Assert.DoesNotContain("відсутні", envelope.Data, StringComparison.Ordinal);
        Assert.Equal(3, envelope.Texts.Count);

        var erased = record.Without(envelope.Texts.Keys.ToHashSet());
        Assert.True(erased.IsUnchanged());
        Assert.Equal(
            (EventEnvelope.Erased, EventEnvelope.Erased, EventEnvelope.Erased),
            (erased.Actor.Subject, erased.Reason, ((PledgeDeliveryReceipted)erased.Happened()).Discrepancy)
        );
        Assert.Equal(10, ((PledgeDeliveryReceipted)erased.Happened()).Received);
        // The rest stays.
        var anonymous = record.Without(new HashSet<string> { envelope.Subject });
        Assert.Equal((EventEnvelope.Erased, "Because"), (anonymous.Actor.Subject, anonymous.Reason));
        Assert.True(anonymous.IsUnchanged());

        // Another text in its place shows, also with a salt.
        var forged = envelope.Texts.ToDictionary(t => t.Key, t => t.Value with { Text = "All there" });
        Assert.False((record with { Envelope = envelope with { Texts = forged } }).IsUnchanged());
    }

    [Fact]
    public void What_people_typed_is_committed_to_wherever_it_stands()
    {
        var announced = Announce
            .Decide(
                "pledge-1",
                Given.Offer() with
                {
                    Caveats = [new("Not in winter", "end-use", true)],
                    Conditions = [new("If others do")],
                },
                Given.Dutch,
                Given.Now,
                Given.Deadlines
            )
            .Only<PledgeAnnounced>();
        var offered = AForce
            .Decide(
                AForce.Offer with
                {
                    Caveats = [new(CaveatType.Area, "Not in winter")],
                    Mandate = new(MandateStatus.Approved, null, "MoU 2027/3"),
                }
            )
            .Only<ForceOffered>();
        foreach (
            var record in new[] { Sealed(announced), Sealed(new PledgeFormalised(Given.Memorandum)), Sealed(offered) }
        )
        {
            Assert.DoesNotMatch("Artillery|winter|others do|memorandum|MoU", record.Envelope!.Data);
            Assert.True(record.IsUnchanged());
        }

        Assert.Contains("Not in winter", Sealed(announced).Data, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_and_texts_that_an_event_repeats_from_elsewhere_are_committed_to_as_well()
    {
        var confirmed = Sealed(new PlanConfirmationRequested(Given.Coordinator));
        var revised = Sealed(new GapRevised([], Disclosure.Coalition, 1, ["Ministry", "J. Doe"]));

        Assert.DoesNotContain(Given.Coordinator.Subject, confirmed.Envelope!.Data, StringComparison.Ordinal);
        Assert.DoesNotMatch("Ministry|Doe", revised.Envelope!.Data);
        Assert.Equal(new PlanConfirmationRequested(Given.Coordinator), confirmed.Happened());
        var doe = revised.Envelope.Texts.Single(t => t.Value.Text == "J. Doe").Key;
        var erased = revised.Without(new HashSet<string> { doe });
        Assert.True(erased.IsUnchanged());
        Assert.Equal(["Ministry", EventEnvelope.Erased], ((GapRevised)erased.Happened()).Sources);
    }

    [Fact]
    public void The_same_text_gives_another_commitment_each_time() =>
        Assert.NotEqual(Sealed(new PledgeCompleted()).Envelope!.Reason, Sealed(new PledgeCompleted()).Envelope!.Reason);

    [Fact]
    public void The_envelope_says_who_could_see_it_and_in_which_life_of_the_system()
    {
        EventRecord In(object happened, Disclosure disclosure) =>
            EventRecord.Seal("gap-1", 1, happened, Given.Now, Actor.System, null, EventRecord.Genesis, disclosure, "7");
        var open = In(new GapReopened(1), Disclosure.Public);
        Assert.Equal((Disclosure.Public, "gap-1/1/7"), (open.Envelope!.Disclosure, open.Id));
        Assert.Equal(
            Disclosure.Restricted,
            In(new GapSurplusFound(1, Given.Now), Disclosure.Public).Envelope!.Disclosure
        );
        Assert.False((open with { Envelope = open.Envelope with { Disclosure = Disclosure.Coalition } }).IsUnchanged());
        Assert.False((open with { Envelope = open.Envelope with { Epoch = "8" } }).IsUnchanged());
    }

    [Fact]
    public void The_first_event_points_back_to_64_zeros() => Assert.Matches("^0{64}$", EventRecord.Genesis);

    private static readonly Dictionary<Type, string> Prefixes = new()
    {
        [typeof(PledgeEvent)] = "pledge.",
        [typeof(RequirementEvent)] = "requirement.",
        [typeof(GapEvent)] = "gap.",
        [typeof(PlanEvent)] = "plan.",
        [typeof(UsFlowEvent)] = "usDeliveries.",
        [typeof(UsSignalEvent)] = "usSignal.",
        [typeof(RateEvent)] = "rate.",
        [typeof(StatementEvent)] = "forceRequirements.",
        [typeof(ForceEvent)] = "force.",
        [typeof(CallEvent)] = "call.",
        [typeof(ActivationEvent)] = "activation.",
        [typeof(CourseEvent)] = "course.",
        [typeof(IntakeEvent)] = "intake.",
        [typeof(AgreementEvent)] = "agreement.",
    };

    public static TheoryData<Type> Events() =>
        [
            .. typeof(PledgeEvent)
                .Assembly.GetTypes()
                .Where(t => t is { IsAbstract: false } && Prefixes.Keys.Any(t.IsSubclassOf)),
        ];

    [Theory, MemberData(nameof(Events))]
    public void Every_event_has_a_name_of_its_own_that_says_whose_it_is(Type type)
    {
        var name = type.GetCustomAttribute<EventNameAttribute>()!.Name;

        Assert.Equal(type, EventTypes.All[name]);
        Assert.Matches(Name(), name);
        Assert.StartsWith(Prefixes.Single(p => type.IsSubclassOf(p.Key)).Value, name, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_names_but_the_events() => Assert.Equal(Events().Count, EventTypes.All.Count);

    [Fact]
    public void An_event_before_the_first_one_is_a_fault_of_the_program()
    {
        Assert.Throws<InvalidOperationException>(() => Pledge.Apply(null, new PledgeCompleted()));
        Assert.Throws<InvalidOperationException>(() => Requirement.Apply(null, new RequirementCancelled()));
        Assert.Throws<InvalidOperationException>(() => Gap.Apply(null, new GapReopened(1)));
    }

    [Fact]
    public void An_event_that_no_rule_applies_is_a_fault_of_the_program()
    {
        Assert.Throws<InvalidOperationException>(() => Pledge.Apply(APledge.Announced(), new UnknownToPledges()));
        Assert.Throws<InvalidOperationException>(() =>
            Requirement.Apply(ARequirement.Open(1), new UnknownToRequirements())
        );
    }

    [GeneratedRegex("^[a-z][a-zA-Z]+\\.[a-zA-Z]+$")]
    private static partial Regex Name();

    private sealed record UnknownToPledges : PledgeEvent;

    private sealed record UnknownToRequirements : RequirementEvent;
}
