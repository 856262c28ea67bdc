using System.Globalization;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Tests.Storage;

/// <summary>The app's parts on a real Azurite, with a clock of the test's own.</summary>
internal sealed class Parts
{
    private readonly ServiceProvider _services;

    public Parts(string connection, HttpPipelinePolicy? policy = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("AzureWebJobsStorage", connection),
                new("Access:Authority", "https://issuer.example"),
            ])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(Time);
        services.AddUkraineSupport(configuration);
        services.AddSingleton(new StorageAccount(configuration, policy));
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    public StorageAccount Account => Get<StorageAccount>();

    public Outbox Outbox => Get<Outbox>();

    public AggregateStore Store => Get<AggregateStore>();

    public ListIndex Lists => Get<ListIndex>();

    public Ordinals Ordinals => Get<Ordinals>();

    public LedgerTotals Totals => Get<LedgerTotals>();

    public Projector<Pledge, PledgeEvent> PledgeProjector => Get<Projector<Pledge, PledgeEvent>>();

    public Commands<Pledge, PledgeEvent> Pledges => Get<Commands<Pledge, PledgeEvent>>();

    public Commands<Requirement, RequirementEvent> Requirements => Get<Commands<Requirement, RequirementEvent>>();

    public Commands<Gap, GapEvent> Gaps => Get<Commands<Gap, GapEvent>>();

    public Coverages Coverages => Get<Coverages>();

    public GapCoverage GapCoverage => Get<GapCoverage>();

    public ConditionalPledges Conditional => Get<ConditionalPledges>();

    public static Actor Donor { get; } = new(Role.Donor, "NLD", "donor-1");

    public static Actor Coordinator { get; } = new(Role.Coordinator, "POL", "coordinator-1");

    public static Actor Recipient { get; } = new(Role.Recipient, "UKR", "recipient-1");

    public static DeadlineSettings Deadlines { get; } = new();

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>A part of the app.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static string NewId(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{Guid.NewGuid():N}");

    /// <summary>A stored pledge of 100 rounds, announced.</summary>
    public Task<Stored<Pledge>> AnnounceAsync(
        Disclosure disclosure = Disclosure.Public,
        decimal quantity = 100,
        string donor = "NLD"
    ) =>
        AnnounceAsync(
            new Offer(
                donor,
                PledgeKind.Munitions,
                "rounds",
                Now.AddDays(90),
                [new("AMMO-155", quantity, new(2027, 6, 1))],
                Disclosure: disclosure
            )
        );

    /// <summary>A stored pledge, announced.</summary>
    public async Task<Stored<Pledge>> AnnounceAsync(Offer offer, Pledge? parent = null)
    {
        var (id, actor) = (NewId("pledge"), Donor with { Party = offer.Donor });
        var events = Announce.Decide(id, offer, actor, Now, Deadlines, parent: parent).Events;
        return (await Pledges.CommitAsync(id, null, events, new(actor, null), null))!;
    }

    /// <summary>A stored commitment of 100 rounds.</summary>
    public async Task<Pledge> CommitAsync(decimal quantity = 100) =>
        await CommitAsync((await AnnounceAsync(quantity: quantity)).State);

    /// <summary>An announced pledge, made a commitment.</summary>
    public Task<Pledge> CommitAsync(Pledge announced) => SignAsync(announced, Donor with { Party = announced.Donor });

    /// <summary>An announced pledge, accepted and signed; a commitment as soon as its conditions hold.</summary>
    public async Task<Pledge> SignAsync(Pledge announced, Actor signer)
    {
        await ChangeAsync(
            announced.Id,
            p => Review.Decide(p, new(ReviewDecision.Accept, "needed"), Coordinator, Now, Deadlines)
        );
        return await ChangeAsync(
            announced.Id,
            p =>
                Formalise.Decide(
                    p,
                    new("letter", "ref", new(2026, 10, 1)),
                    signer,
                    Now,
                    new Dictionary<string, decimal>(),
                    jointly: true
                )
        );
    }

    /// <summary>A stored, open requirement.</summary>
    public async Task<Requirement> OpenRequirementAsync(decimal quantity = 100)
    {
        var id = NewId("requirement");
        var filed = Submit
            .Decide(id, new("rounds", "AMMO-155", quantity, 1, new(2027, 6, 1)), Recipient, Now, Deadlines)
            .Events;
        await Requirements.CommitAsync(id, null, filed, new(Recipient, null), null);
        return (
            await Requirements.UpdateAsync(
                id,
                r => Validate.Decide(r, new(ValidationDecision.Accept, "yes"), Coordinator),
                "test",
                default
            )
        )!;
    }

    public async Task<Pledge> ChangeAsync(string id, Func<Pledge, Domain.Decisions.Decision<PledgeEvent>> decide) =>
        (await Pledges.UpdateAsync(id, decide, "test", default))!;
}
