using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Access;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Catalog;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Health;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Rates;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Training;
using UkraineSupport.Functions.UsDeliveries;

namespace UkraineSupport.Functions.Tests.Contract;

/// <summary>
/// Writes the OpenAPI document from the functions themselves: routes and summaries from the code, bodies from the
/// types.
/// </summary>
internal static partial class OpenApiWriter
{
    /// <summary>
    /// What each function reads and answers. A function that is missing here fails the test, so none goes undescribed.
    /// </summary>
    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["GetSignIn"] = new(null, typeof(SignInView), 200),
        ["GetCaller"] = new(null, typeof(CallerView), 200),
        ["MintDevelopmentToken"] = new(typeof(DevelopmentSignIn), typeof(DevelopmentToken), 200),
        ["ListPledges"] = new(
            null,
            typeof(ListPage<PledgeEntry>),
            200,
            "donor",
            "kind",
            "capability",
            "status",
            "parent",
            "paidBy",
            "deliveredBy",
            "limit",
            "cursor"
        ),
        ["AnnouncePledge"] = new(typeof(Offer), typeof(PledgeView), 201),
        ["GetPledge"] = new(null, typeof(PledgeView), 200),
        ["GetPledgeHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["ReviewPledge"] = new(typeof(ReviewPledge), typeof(PledgeView), 200),
        ["FormalisePledge"] = new(typeof(FormalisePledge), typeof(PledgeView), 200),
        ["AllocatePledge"] = new(typeof(AllocateLine), typeof(PledgeView), 201),
        ["ReleaseAllocationOfPledge"] = new(typeof(ReleaseAllocation), typeof(PledgeView), 200),
        ["ReduceAllocation"] = new(typeof(ReduceAllocation), typeof(PledgeView), 200),
        ["MoveAllocation"] = new(typeof(MoveToNeed), typeof(PledgeView), 201),
        ["SwapAllocation"] = new(typeof(SwapAllocation), typeof(PledgeView), 201),
        ["GetAllocation"] = new(null, typeof(AllocationView), 200),
        ["PlanDelivery"] = new(typeof(PlanTranche), typeof(PledgeView), 201),
        ["GetDelivery"] = new(null, typeof(DeliveryView), 200),
        ["ChangeDeliveryStatus"] = new(typeof(DeliveryNews), typeof(PledgeView), 200),
        ["ReceiveDelivery"] = new(typeof(ReceiveTranche), typeof(PledgeView), 200),
        ["SettleDelivery"] = new(typeof(SettleTranche), typeof(PledgeView), 200),
        ["BuyGoods"] = new(typeof(BuyGoods), typeof(PledgeView), 201),
        ["GetPurchase"] = new(null, typeof(PurchaseView), 200),
        ["PayPurchase"] = new(typeof(PayFrom), typeof(PledgeView), 201),
        ["CancelPurchase"] = new(typeof(CancelGoods), typeof(PledgeView), 200),
        ["AmendPledge"] = new(typeof(AmendPledge), typeof(PledgeView), 200),
        ["ConfirmEvidence"] = new(typeof(EvidenceConfirmation), typeof(PledgeView), 200),
        ["WithdrawPledge"] = new(typeof(WithdrawPledge), typeof(PledgeView), 200),
        ["ListRequirements"] = new(
            null,
            typeof(ListPage<RequirementView>),
            200,
            "capability",
            "status",
            "kind",
            "series",
            "limit",
            "cursor"
        ),
        ["FileRequirement"] = new(typeof(FileRequirement), typeof(RequirementView), 201),
        ["GetRequirement"] = new(null, typeof(RequirementView), 200),
        ["GetRequirementHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["ValidateRequirement"] = new(typeof(ValidateRequirement), typeof(RequirementView), 200),
        ["AmendRequirement"] = new(typeof(AmendRequirement), typeof(RequirementView), 200),
        ["CancelRequirement"] = new(typeof(CancelRequirement), typeof(RequirementView), 200),
        ["SaySameNeed"] = new(typeof(SaySameNeed), typeof(RequirementView), 200),
        ["UndoSameNeed"] = new(typeof(UndoSameNeed), typeof(RequirementView), 200),
        ["ListGaps"] = new(null, typeof(ListPage<GapView>), 200, "capability", "status", "limit", "cursor"),
        ["GetGap"] = new(null, typeof(GapView), 200),
        ["GetGapHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["AssessGap"] = new(typeof(GapAssessment), typeof(GapView), 200),
        ["AcceptGapRisk"] = new(typeof(GapRisk), typeof(GapView), 200),
        ["SolicitDonors"] = new(typeof(SolicitDonors), typeof(GapView), 201),
        ["GetSolicitation"] = new(null, typeof(Solicitation), 200),
        ["DeclineSolicitation"] = new(typeof(DeclineSolicitation), typeof(GapView), 200),
        ["OfferForGap"] = new(typeof(Offer), typeof(PledgeView), 201),
        ["ListUsDeliveries"] = new(null, typeof(ListPage<UsDeliveriesEntry>), 200, "from", "to", "limit", "cursor"),
        ["ReadUsDeliveries"] = new(null, typeof(UsDeliveriesView), 200, "from", "to"),
        ["ReadUsDeliveriesHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["GetRates"] = new(null, typeof(RatesView), 200),
        ["PutRate"] = new(typeof(PutRate), typeof(RatesView), 200),
        ["ListShares"] = new(null, typeof(ListPage<ShareRow>), 200, "capability", "by"),
        ["ListDonors"] = new(null, typeof(ListPage<DonorView>), 200),
        ["SetUsBaseline"] = new(typeof(PutBaseline), typeof(BaselineView), 201),
        ["GetUsBaseline"] = new(null, typeof(BaselineView), 200),
        ["ReportUsDeliveries"] = new(typeof(ReportDeliveries), typeof(ReportView), 201),
        ["CorrectUsReport"] = new(typeof(CorrectReport), typeof(ReportView), 200),
        ["ReadUsReport"] = new(null, typeof(ReportView), 200),
        ["RecordUsSignal"] = new(typeof(SignalTerms), typeof(SignalView), 201),
        ["CorrectUsSignal"] = new(typeof(CorrectSignal), typeof(SignalView), 200),
        ["ListUsSignals"] = new(null, typeof(ListPage<SignalView>), 200, "limit", "cursor"),
        ["GetUsSignal"] = new(null, typeof(SignalView), 200),
        ["GetUsSignalHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["RequestPlan"] = new(typeof(RequestPlan), typeof(PlanEntry), 202),
        ["ListPlans"] = new(null, typeof(ListPage<PlanEntry>), 200, "limit", "cursor"),
        ["GetPlan"] = new(null, typeof(PlanView), 200),
        ["GetPlanHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["ConfirmPlan"] = new(typeof(ConfirmPlan), typeof(PlanEntry), 202),
        ["PutForceRequirements"] = new(typeof(PutRequirements), typeof(StatementView), 201),
        ["GetForceRequirements"] = new(null, typeof(StatementView), 200),
        ["GetForceRequirementsVersion"] = new(null, typeof(StatementView), 200),
        ["GetForceRequirementsHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["ListForces"] = new(
            null,
            typeof(ListPage<ForceView>),
            200,
            "nation",
            "status",
            "serial",
            "domain",
            "call",
            "limit",
            "cursor"
        ),
        ["CommitForce"] = new(typeof(CommitForce), typeof(ForceView), 201),
        ["GetForce"] = new(null, typeof(ForceView), 200),
        ["GetForceHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["AmendForce"] = new(typeof(AmendForce), typeof(ForceView), 200),
        ["OfferForce"] = new(typeof(ForceStep), typeof(ForceView), 200),
        ["ReviewForce"] = new(typeof(ReviewForce), typeof(ForceView), 200),
        ["ReportForceReadiness"] = new(typeof(ReportReadiness), typeof(ForceView), 200),
        ["ChangeForceMandate"] = new(typeof(ChangeMandate), typeof(ForceView), 200),
        ["SuspendForce"] = new(typeof(ForceStep), typeof(ForceView), 200),
        ["ResumeForce"] = new(typeof(ForceStep), typeof(ForceView), 200),
        ["WithdrawForce"] = new(typeof(ForceStep), typeof(ForceView), 200),
        ["GetForceBalance"] = new(null, typeof(BalanceView), 200, "at", "from", "to", "without", "ceasefire"),
        ["GetForceDependence"] = new(null, typeof(DependenceView), 200, "ceasefire"),
        ["AnswerCallUp"] = new(typeof(AnswerCallUp), typeof(ForceView), 200),
        ["ReportForceDeployment"] = new(typeof(ReportOnDay), typeof(ForceView), 200),
        ["TransferForceAuthority"] = new(typeof(ReportOnDay), typeof(ForceView), 200),
        ["DeclareCeasefire"] = new(typeof(DeclareCeasefire), typeof(ActivationView), 201),
        ["ConfirmCeasefire"] = new(typeof(ConfirmStep), typeof(ActivationView), 200),
        ["RevokeCeasefire"] = new(typeof(TakeStep), typeof(ActivationView), 200),
        ["SuspendCeasefire"] = new(typeof(TakeStep), typeof(ActivationView), 200),
        ["ResumeCeasefire"] = new(typeof(TakeStep), typeof(ActivationView), 200),
        ["ListActivations"] = new(null, typeof(ListPage<ActivationEntry>), 200, "status", "limit", "cursor"),
        ["GetActivation"] = new(null, typeof(ActivationView), 200),
        ["GetActivationHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["OpenForceCall"] = new(typeof(OpenCall), typeof(CallView), 201),
        ["ListForceCalls"] = new(null, typeof(ListPage<CallView>), 200, "limit", "cursor"),
        ["GetForceCall"] = new(null, typeof(CallView), 200),
        ["GetForceCallHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["DeclineForceCall"] = new(typeof(DeclineCall), typeof(CallView), 200),
        ["FileAgreement"] = new(typeof(FileAgreement), typeof(AgreementView), 201),
        ["CoSignAgreement"] = new(typeof(CoSignAgreement), typeof(AgreementView), 200),
        ["AmendAgreement"] = new(typeof(AmendAgreement), typeof(AgreementView), 200),
        ["AnswerAgreementApproval"] = new(typeof(AnswerApproval), typeof(AgreementView), 200),
        ["SuspendAgreement"] = new(typeof(StopAgreement), typeof(AgreementView), 200),
        ["ResumeAgreement"] = new(typeof(StopAgreement), typeof(AgreementView), 200),
        ["TerminateAgreement"] = new(typeof(StopAgreement), typeof(AgreementView), 200),
        ["PlanAgreementMilestone"] = new(typeof(PlanMilestone), typeof(AgreementView), 201),
        ["MoveAgreementMilestone"] = new(typeof(MoveMilestone), typeof(AgreementView), 200),
        ["PlanAgreementOutput"] = new(typeof(PlanOutput), typeof(AgreementView), 200),
        ["ReportAgreementOutput"] = new(typeof(ReportOutput), typeof(AgreementView), 200),
        ["OpenBottleneck"] = new(typeof(OpenBottleneck), typeof(AgreementView), 201),
        ["AssignBottleneck"] = new(typeof(AssignBottleneck), typeof(AgreementView), 200),
        ["EscalateBottleneck"] = new(typeof(EscalateBottleneck), typeof(AgreementView), 200),
        ["CloseBottleneck"] = new(typeof(CloseBottleneck), typeof(AgreementView), 200),
        ["ListAgreements"] = new(
            null,
            typeof(ListPage<AgreementView>),
            200,
            "donor",
            "capability",
            "status",
            "model",
            "vehicle",
            "bottleneck",
            "limit",
            "cursor"
        ),
        ["GetAgreement"] = new(null, typeof(AgreementView), 200),
        ["GetAgreementHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["GetAgreementRamp"] = new(null, typeof(RampView), 200),
        ["GetAgreementPrice"] = new(null, typeof(PricePressure), 200),
        ["ListBottlenecksOfAgreement"] = new(null, typeof(ListPage<BottleneckView>), 200),
        ["ListBottlenecks"] = new(null, typeof(ListPage<Demand>), 200, "kind", "item"),
        ["PublishCourse"] = new(typeof(PublishCourse), typeof(CourseView), 201),
        ["AmendCourse"] = new(typeof(AmendCourse), typeof(CourseView), 200),
        ["ListCourses"] = new(
            null,
            typeof(ListPage<CourseView>),
            200,
            "provider",
            "capability",
            "level",
            "language",
            "country",
            "limit",
            "cursor"
        ),
        ["GetCourse"] = new(null, typeof(CourseView), 200),
        ["GetCourseHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["ScheduleIntakes"] = new(typeof(ScheduleIntakes), typeof(ListPage<IntakeView>), 201),
        ["ShareInIntake"] = new(typeof(ShareInIntake), typeof(IntakeView), 201),
        ["ContributeToIntake"] = new(typeof(ContributeToIntake), typeof(IntakeView), 200),
        ["AmendIntake"] = new(typeof(AmendIntake), typeof(IntakeView), 200),
        ["PostponeIntake"] = new(typeof(PostponeIntake), typeof(IntakeView), 200),
        ["CancelIntake"] = new(typeof(CancelIntake), typeof(IntakeView), 200),
        ["NominateForIntake"] = new(typeof(NominatePersons), typeof(IntakeView), 200),
        ["ConfirmIntake"] = new(typeof(ConfirmIntake), typeof(IntakeView), 200),
        ["StartIntake"] = new(typeof(StartIntake), typeof(IntakeView), 200),
        ["ReportIntakeResults"] = new(typeof(ReportResults), typeof(IntakeView), 200),
        ["ConfirmGraduates"] = new(typeof(ConfirmGraduates), typeof(IntakeView), 200),
        ["ListIntakes"] = new(
            null,
            typeof(ListPage<IntakeView>),
            200,
            "course",
            "status",
            "capability",
            "language",
            "country",
            "start",
            "limit",
            "cursor"
        ),
        ["GetTrainingOutcome"] = new(null, typeof(TrainingOutcome), 200),
        ["GetIntake"] = new(null, typeof(IntakeView), 200),
        ["GetIntakeHistory"] = new(null, typeof(HistoryPage), 200, "limit", "cursor"),
        ["ListCapabilities"] = new(null, typeof(ListPage<Capability>), 200),
        ["ListLedgers"] = new(null, typeof(ListPage<LedgerRow>), 200, "capability", "donor", "by", "limit", "cursor"),
        ["ListDonorFigures"] = new(null, typeof(DonorFigures), 200, "donor"),
        ["ListCapabilityFigures"] = new(null, typeof(CapabilityFigures), 200, "capability", "by", "targetYear"),
        ["GetTimeline"] = new(null, typeof(Timeline), 200, "capability", "donor", "from", "to"),
        ["ListChanges"] = new(null, typeof(ChangeFigures), 200, "since"),
        ["ListBurdenShares"] = new(null, typeof(BurdenFigures), 200, "capability", "by", "from", "to"),
        ["ListOrchestrations"] = new(
            null,
            typeof(ListPage<OrchestrationView>),
            200,
            "status",
            "prefix",
            "limit",
            "cursor"
        ),
        ["GetOrchestration"] = new(null, typeof(OrchestrationDetail), 200),
        ["RaiseOrchestrationEvent"] = new(typeof(JsonNode), null, 202),
        ["SuspendOrchestration"] = new(typeof(ReasonBody), null, 202),
        ["ResumeOrchestration"] = new(typeof(ReasonBody), null, 202),
        ["TerminateOrchestration"] = new(typeof(ReasonBody), null, 202),
        ["RestartOrchestration"] = new(typeof(ReasonBody), null, 202),
        ["PurgeOrchestration"] = new(null, null, 200),
        ["GetReadModels"] = new(null, typeof(ReadModelsView), 200),
        ["RebuildReadModels"] = new(typeof(ReasonBody), null, 202),
        ["CheckReadModelsNow"] = new(typeof(ReasonBody), null, 202),
        ["RebuildOrchestrations"] = new(typeof(ReasonBody), null, 200),
        ["ListEvents"] = new(null, typeof(FeedPage), 200, "after", "before", "type", "donor", "capability", "limit"),
        ["StreamEvents"] = new(null, null, 200, "after", "type", "donor", "capability"),
        ["ListAudit"] = new(null, typeof(ListPage<AuditEntry>), 200, "month", "limit", "cursor"),
        ["Health"] = new(null, null, 200),
        ["Ready"] = new(null, typeof(ReadyView), 200),
        ["GetContract"] = new(null, null, 200),
        ["Page"] = new(null, null, 200),
    };

    /// <summary>What anybody may ask at any rate.</summary>
    private static readonly string[] Open = ["Health", "Ready", "GetContract", "Page"];

    private sealed record Operation(Type? Body, Type? Answer, int Status, params string[] Query);

    /// <summary>
    /// The operations of the contract: every HTTP function but the one that answers browsers' preflights.
    /// </summary>
    public static IEnumerable<(MethodInfo Method, HttpTriggerAttribute Trigger)> Described() =>
        Functions().Where(f => !f.Trigger.Methods!.SequenceEqual(["options"]));

    /// <summary>Every HTTP function of the app.</summary>
    public static IEnumerable<(MethodInfo Method, HttpTriggerAttribute Trigger)> Functions() =>
        from type in typeof(Api).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select (method, trigger);

    /// <summary>A route as callers write it.</summary>
    public static string PathOf(HttpTriggerAttribute trigger) =>
        $"/{trigger.Route}"
            .Replace(Administration.Route, "admin", StringComparison.Ordinal)
            .Replace(":int", "", StringComparison.Ordinal)
            .Replace("{*", "{", StringComparison.Ordinal);

    public static JsonObject Write()
    {
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (method, trigger) in Described())
        {
            var route = PathOf(trigger);
            if (!paths.TryGetValue(route, out var path))
                paths[route] = path = [];
            // Where there is GET there is HEAD: the same without a body.
            foreach (var verb in trigger.Methods!.Where(m => m != "head"))
                path[verb] = Describe(method, route, verb);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "UkraineSupport",
                ["version"] = "1",
                ["description"] =
                    "Generated from the running routes: `UPDATE_DOCS=1 ./test functions`. Every refusal is application/problem+json (RFC 9457).",
                ["license"] = new JsonObject { ["name"] = "EUPL-1.2" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["paths"] = new JsonObject(paths.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value))),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["bearerFormat"] = "JWT",
                    },
                },
                ["schemas"] = Components(),
            },
        };
    }

    private static JsonObject Describe(MethodInfo method, string route, string verb)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var operation = Operations[name];
        var described = new JsonObject
        {
            ["operationId"] = name,
            ["summary"] = EventCatalogueTests.Summary(method),
            ["security"] = verb == "get" ? new JsonArray(new JsonObject(), Bearer()) : new JsonArray(Bearer()),
            ["parameters"] = Parameters(route, verb, operation),
        };
        if (operation.Body is { } body)
            described["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Content("application/json", Reference(body)),
            };
        var answer = new JsonObject
        {
            ["description"] = operation.Status == 201 ? "Created; Location says where, ETag its version." : "As asked.",
        };
        if (operation.Answer is { } type)
            answer["content"] = Content("application/json", Reference(type));
        if (name == "StreamEvents")
        {
            answer["content"] = Content("text/event-stream", new JsonObject { ["type"] = "string" });
            described["parameters"]!.AsArray().Add(Parameter("Last-Event-ID", "header", "string", required: false));
        }

        described["responses"] = new JsonObject { [$"{operation.Status}"] = answer };
        if (!Open.Contains(name))
            described["responses"]!["429"] = TooMany();
        described["responses"]!["default"] = new JsonObject
        {
            ["description"] = "Refused, with a reason.",
            ["content"] = Content("application/problem+json", Reference("Problem")),
        };
        return described;
    }

    private static JsonObject TooMany() =>
        new()
        {
            ["description"] =
                "Too much asked in too short a time, by this caller or from this address. Nothing was done.",
            ["headers"] = new JsonObject
            {
                ["Retry-After"] = new JsonObject
                {
                    ["description"] = "Seconds to wait.",
                    ["schema"] = new JsonObject { ["type"] = "integer" },
                },
            },
            ["content"] = Content("application/problem+json", Reference("Problem")),
        };

    private static JsonArray Parameters(string route, string verb, Operation operation)
    {
        var parameters = new JsonArray();
        foreach (Match part in RouteParameters().Matches(route))
        {
            var name = part.Groups[1].Value;
            parameters.Add(Parameter(name, "path", name == "n" ? "integer" : "string", required: true));
        }

        foreach (var name in operation.Query)
            parameters.Add(Parameter(name, "query", name == "limit" ? "integer" : "string", required: false));
        // What PUT may create (201) has no version yet the first time.
        if (
            verb == "get"
            || route.StartsWith("/admin", StringComparison.Ordinal)
            || route.StartsWith("/development", StringComparison.Ordinal)
        )
            return parameters;
        // One that there is one of has no id in its route, and a version all the same.
        if (verb == "put" || route.Contains('{', StringComparison.Ordinal))
            parameters.Add(
                Parameter("If-Match", "header", "string", required: verb == "post" || operation.Status == 200)
            );
        // What is said of the one ceasefire there is may be said twice without a key.
        var isOne = route.StartsWith("/coalition/ceasefire", StringComparison.Ordinal);
        if (verb == "post")
            parameters.Add(
                Parameter("Idempotency-Key", "header", "string", required: operation.Status == 201 && !isOne)
            );
        return parameters;
    }

    private static JsonObject Parameter(string name, string place, string type, bool required) =>
        new()
        {
            ["name"] = name,
            ["in"] = place,
            ["required"] = required,
            ["schema"] = new JsonObject { ["type"] = type },
        };

    private static JsonObject Content(string type, JsonNode schema) =>
        new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Bearer() => new() { ["bearer"] = new JsonArray() };

    private static JsonObject Components()
    {
        var components = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal) { ["Problem"] = Problem() };
        foreach (var operation in Operations.Values)
        {
            if (operation.Body is { } body)
                components[Name(body)] = Within(Name(body), Schemas.OfRead(body));
            if (operation.Answer is { } answer)
                components[Name(answer)] = Within(Name(answer), Schemas.OfAnswered(answer));
        }

        return new JsonObject(components.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, c.Value)));
    }

    private static JsonObject Reference(Type type) => Reference(Name(type));

    /// <summary>
    /// A schema as a part of the document: where it points at a part of itself, it points there by the whole path.
    /// </summary>
    private static JsonNode Within(string name, JsonNode schema)
    {
        foreach (
            var child in schema is JsonObject o ? [.. o.Select(m => m.Value)] : (schema as JsonArray)?.ToList() ?? []
        )
        {
            if (child is JsonObject or JsonArray)
                Within(name, child);
        }

        const string Own = "#/properties/";
        if (schema is JsonObject part && part["$ref"]?.GetValueKind() == JsonValueKind.String)
        {
            var target = part["$ref"]!.GetValue<string>();
            if (target.StartsWith(Own, StringComparison.Ordinal))
                part["$ref"] = $"#/components/schemas/{name}{target[1..]}";
        }

        return schema;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static string Name(Type type) =>
        type.IsGenericType ? $"PageOf{type.GetGenericArguments()[0].Name}" : type.Name;

    private static JsonObject Problem() =>
        new()
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type", "title", "status", "detail"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = "urn:ukraine-support:problem:… ; stable",
                },
                ["title"] = new JsonObject { ["type"] = "string" },
                ["status"] = new JsonObject { ["type"] = "integer" },
                ["detail"] = new JsonObject { ["type"] = "string" },
                ["errors"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = new JsonArray("pointer", "detail"),
                        ["properties"] = new JsonObject
                        {
                            ["pointer"] = new JsonObject
                            {
                                ["type"] = "string",
                                ["description"] = "JSON pointer into the request's body",
                            },
                            ["detail"] = new JsonObject { ["type"] = "string" },
                        },
                    },
                },
            },
        };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameters();
}
