using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Access;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Erasure;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Health;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Rates;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Retention;
using UkraineSupport.Functions.Settings;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Telemetry;
using UkraineSupport.Functions.Training;
using UkraineSupport.Functions.UsDeliveries;

namespace UkraineSupport.Functions;

/// <summary>What the app is made of.</summary>
public static class Setup
{
    /// <summary>Adds everything that the functions need.</summary>
    /// <param name="services">The worker's services.</param>
    /// <param name="configuration">Its settings; <c>local.settings.sample.json</c> names them.</param>
    /// <exception cref="InvalidOperationException">Settings that are wrong, a sentence each.</exception>
    public static IServiceCollection AddUkraineSupport(this IServiceCollection services, IConfiguration configuration)
    {
        SettingsCheck.Require(configuration);
        return services.AddParts(configuration);
    }

    /// <summary>The same without looking at the settings: for who needs some of it and is not asked anything.</summary>
    internal static IServiceCollection AddParts(this IServiceCollection services, IConfiguration configuration)
    {
        // Of every request the web server would tell path and query as they were sent, to each line of a request too.
        services.AddLogging(logging =>
            logging
                .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
                .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
        );
        TelemetrySetup.AddTo(services, configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(configuration.GetSection("Deadlines").Get<DeadlineSettings>() ?? new DeadlineSettings());
        var gaps = configuration.GetSection("Gaps").Get<GapSettings>() ?? new GapSettings();
        services.AddSingleton(gaps);
        services.AddSingleton(configuration.GetSection("FourEyes").Get<FourEyes>() ?? FourEyes.Usual);
        services.AddSingleton(configuration.GetSection("Board").Get<BoardSettings>() ?? new BoardSettings());
        services.AddSingleton(configuration.GetSection("Events").Get<EventSettings>() ?? new EventSettings());
        services
            .AddSingleton<StorageAccount>()
            .AddSingleton<Life>()
            .AddSingleton<Outbox>()
            .AddSingleton<AggregateStore>();
        services.AddSingleton<Issuer>().AddSingleton<TokenReader>().AddSingleton<Api>();
        services.AddSingleton(SignInSettings.Read(configuration));
        services.AddSingleton<DevelopmentTokens>();
        AddWeb(services, configuration);
        AddHealth(services, configuration);
        services
            .AddSingleton<Ordinals>()
            .AddSingleton<RecentCommits>()
            .AddSingleton<Generations>()
            .AddSingleton<ListDirectory>()
            .AddSingleton<ListIndex>()
            .AddSingleton<CursorSeal>()
            .AddSingleton<ListReader>()
            .AddSingleton<LedgerTotals>()
            .AddSingleton<ReadModelKeeper>();
        services.AddSingleton<WatchSweep>().AddSingleton<AuditLog>().AddSingleton<Dispatcher>().AddSingleton<History>();
        services.AddSingleton<Cut>().AddSingleton<Backup>().AddSingleton<Restore>().AddSingleton<BackupVault>();
        services.AddSingleton<ErasureList>().AddSingleton<AggregateEraser>().AddSingleton<Eraser>();
        AddErasurePlaces(services);
        services.AddSingleton(RetentionSettings.Read(configuration));
        QueueSink.AddTo(services, configuration);
        AddFeed(services, configuration);
        ServiceBusSink.AddTo(services, configuration);
        services.AddSingleton(typeof(Projector<,>)).AddSingleton(typeof(Commands<,>));
        services
            .AddSingleton<SharedNeeds>()
            .AddSingleton<Coverages>()
            .AddSingleton<Reservations>()
            .AddSingleton<Contributions>()
            .AddSingleton<PledgeOrigins>()
            .AddSingleton<Succession>()
            .AddSingleton<GapCoverage>()
            .AddSingleton<ConditionalPledges>();
        services.AddAggregate<Pledge, PledgeEvent, PledgeProjection, PledgeConsequences>(PledgeActivities.Alive);
        services.AddAggregate<Requirement, RequirementEvent, RequirementProjection, RequirementConsequences>(
            RequirementActivities.Alive
        );
        services.AddSingleton<PlanContents>().AddSingleton<PlanInputs>().AddSingleton<BurdenReader>();
        services.AddAggregate<Plan, PlanEvent, PlanProjection, NoConsequences<Plan, PlanEvent>>(PlanActivities.Alive);
        services.AddAggregate<Gap, GapEvent, GapProjection, GapConsequences>(gap => GapActivities.Alive(gap, gaps));
        services.AddSingleton<RateBook>();
        services.AddAggregate<RateTable, RateEvent, RateProjection, NoConsequences<RateTable, RateEvent>>(_ => []);
        services.AddSingleton<UsFlows>().AddSingleton<UsDeliveryActivities>().AddSingleton<Narrowing>();
        services.AddAggregate<UsFlow, UsFlowEvent, UsFlowProjection, NoConsequences<UsFlow, UsFlowEvent>>(
            UsDeliveryActivities.Alive
        );
        services.AddAggregate<UsSignal, UsSignalEvent, UsSignalProjection, UsSignalConsequences>(_ => []);
        AddCoalition(services, configuration);
        AddTraining(services, configuration);
        AddCoProduction(services, configuration);
        return services;
    }

    /// <summary>What happens, in one order, for the page and for whoever listens.</summary>
    private static void AddFeed(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(FeedSettings.Read(configuration))
            .AddSingleton<FeedSegments>()
            .AddSingleton<FeedTable>()
            .AddSingleton<FeedSources>()
            .AddSingleton<FeedCursors>()
            .AddSingleton<FeedReader>()
            .AddSingleton<FeedWatch>()
            .AddSingleton<EventStreams>()
            .AddSingleton<ISink, PageSink>();

    /// <summary>Where texts and persons' ids are kept. Records first: what lists show follows from them.</summary>
    private static void AddErasurePlaces(IServiceCollection services) =>
        services
            .AddSingleton<IErasurePlace, ErasureInRecords>()
            .AddSingleton<IErasurePlace, ErasureInLists>()
            .AddSingleton<IErasurePlace, ErasureInAudit>()
            .AddSingleton<IErasurePlace, ErasureInPlans>()
            .AddSingleton<IErasurePlace, ErasureInMessages>();

    /// <summary>The coalition of the willing: what its force must be able to, and what nations commit to it.</summary>
    private static void AddCoalition(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Statements>().AddSingleton<ForceSurroundings>();
        services.AddSingleton<IAsker, GapAsker>().AddSingleton<IAsker, CallAsker>();
        services.AddAggregate<StatementOfRequirements, StatementEvent, StatementProjection, StatementConsequences>(_ =>
            []
        );
        services.AddAggregate<ForceCommitment, ForceEvent, ForceProjection, ForceConsequences>(ForceActivities.Alive);
        services.AddAggregate<ForceCall, CallEvent, CallProjection, CallConsequences>(CallAsker.Alive);
        services.AddSingleton(
            configuration.GetSection("Coalition").Get<CoalitionSettings>() ?? new CoalitionSettings()
        );
        services.AddSingleton<Activations>().AddSingleton<ActivationFollowing>();
        services.AddSingleton<ForceInputs>().AddSingleton<ForceChoices>().AddSingleton<Balances>();
        services.AddSingleton<IAsker, ActivationAsker>();
        services.AddAggregate<Activation, ActivationEvent, ActivationProjection, ActivationConsequences>(
            ActivationActivities.Alive
        );
    }

    /// <summary>Training commands' courses, and the intakes that pledges give places to.</summary>
    private static void AddTraining(IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Training").Get<TrainingSettings>() ?? new TrainingSettings();
        services.AddSingleton(settings);
        services.AddSingleton<Courses>().AddSingleton<IntakePledges>();
        services.AddSingleton<EmptyPlaces>().AddSingleton<TrainingTotals>();
        services.AddAggregate<Course, CourseEvent, CourseProjection, NoConsequences<Course, CourseEvent>>(_ => []);
        services.AddAggregate<Intake, IntakeEvent, IntakeProjection, IntakeConsequences>(i =>
            IntakeActivities.Alive(i, settings)
        );
    }

    /// <summary>What industry makes for Ukraine, by agreements of donor nations with it.</summary>
    private static void AddCoProduction(IServiceCollection services, IConfiguration configuration)
    {
        var settings =
            configuration.GetSection("CoProduction").Get<CoProductionSettings>() ?? new CoProductionSettings();
        services.AddSingleton(settings);
        services.AddSingleton<Workforce>().AddSingleton<FutureSupplies>().AddSingleton<AgreementPledges>();
        services.AddAggregate<Agreement, AgreementEvent, AgreementProjection, AgreementConsequences>(a =>
            AgreementActivities.Alive(a, settings)
        );
    }

    /// <summary>What stands between callers and functions.</summary>
    private static void AddWeb(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(LimitSettings.Read(configuration)).AddSingleton<Admission>().AddSingleton<Refusals>();
        services.PostConfigure<ForwardedHeadersOptions>(options => WebSettings.Forwarded(options, configuration));
        services.AddCors().AddSingleton(WebSettings.Cors(configuration)).AddSingleton<IStartupFilter, WebPipeline>();
        services.AddResponseCompression(WebSettings.Compressed);
    }

    /// <summary>Whether the app can do its work, and whether what it writes would last.</summary>
    private static void AddHealth(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(StorageSettings.Read(configuration))
            .AddSingleton<StorageProbe>()
            .AddSingleton(p =>
                SafeStorage.Of(
                    p.GetRequiredService<StorageAccount>(),
                    p.GetRequiredService<StorageProbe>(),
                    p.GetRequiredService<TimeProvider>(),
                    p.GetRequiredService<ILogger<SafeStorage>>()
                )
            )
            .AddSingleton<Ready>();

    private static void AddAggregate<T, TEvent, TProjection, TConsequences>(
        this IServiceCollection services,
        Func<T, IEnumerable<Watching>> alive
    )
        where T : class, IAggregate<T, TEvent>
        where TEvent : class
        where TProjection : class, IProjection<T>
        where TConsequences : class, IConsequences<T, TEvent> =>
        services
            .AddSingleton(new WatchedBy<T>(alive))
            .AddSingleton<Watchman<T, TEvent>>()
            .AddSingleton<IProjection<T>, TProjection>()
            .AddSingleton<IConsequences<T, TEvent>, TConsequences>()
            .AddSingleton<IKindDispatcher, KindDispatcher<T, TEvent>>()
            .AddSingleton<IKindReadModels, KindReadModels<T, TEvent>>()
            .AddSingleton<IKindCut, KindCut<T, TEvent>>()
            .AddSingleton<IKindFeed, KindFeed<T, TEvent>>();
}
