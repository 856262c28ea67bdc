using System.Globalization;
using DurableTask.Core.History;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Orchestrations;

/// <summary>What administrators read of orchestrations, in both hosts the same.</summary>
internal sealed class OrchestrationQueries(Api api, AuditLog audit, TimeProvider time)
{
    /// <summary>A page of orchestrations, in the order of their ids.</summary>
    [Function("ListOrchestrations")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Administration.Route + "/orchestrations")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Administration.Require(call);
                var (limit, cursor) = Paging.Read(call, "status", "prefix");
                var query = new OrchestrationQuery(
                    Statuses: Filters.Word<OrchestrationRuntimeStatus>(call, "status") is { } status ? [status] : null,
                    InstanceIdPrefix: Prefix(call),
                    PageSize: limit,
                    // The provider's own: opaque to everybody.
                    ContinuationToken: Paging.OpenText(cursor)
                );
                await foreach (var page in client.GetAllInstancesAsync(query).AsPages().WithCancellation(call.Aborted))
                    return Answer.Ok(
                        new ListPage<OrchestrationView>(
                            [.. page.Values.Select(OrchestrationView.Of)],
                            string.IsNullOrEmpty(page.ContinuationToken) ? null : Paging.Seal(page.ContinuationToken)
                        )
                    );
                return Answer.Ok(new ListPage<OrchestrationView>([], null));
            }
        );

    /// <summary>One orchestration with the history of its present round.</summary>
    [Function("GetOrchestration")]
    public Task<IResult> GetAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = Administration.Route + "/orchestrations/{id}"
        )]
            HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var found = await Administration.FindAsync(call, client, id);
                IList<HistoryEvent> history;
                try
                {
                    history = await client.GetOrchestrationHistoryAsync(id, call.Aborted);
                }
                catch (NotSupportedException)
                {
                    // A backend may keep history to itself.
                    history = [];
                }

                return Answer.Ok(
                    new OrchestrationDetail(OrchestrationView.Of(found), [.. history.Select(OrchestrationStep.Of)])
                );
            }
        );

    /// <summary>What administrators did in a month (<c>month=2026-11</c>; the present one unless given).</summary>
    [Function("ListAudit")]
    public Task<IResult> AuditAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Administration.Route + "/audit")]
            HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Administration.Require(call);
                var (limit, cursor) = Paging.Read(call, "month");
                var (entries, next) = await audit.ReadAsync(Month(call), Paging.OpenText(cursor), limit, call.Aborted);
                return Answer.Ok(new ListPage<AuditEntry>(entries, next is null ? null : Paging.Seal(next)));
            }
        );

    private static string? Prefix(Call call) =>
        call.Request.Query["prefix"].FirstOrDefault() is not { } prefix ? null
        : Administration.CanBeId(prefix) ? prefix
        : throw new ProblemException(400, "unknown-value", "No orchestration's id begins like that.");

    private DateTimeOffset Month(Call call)
    {
        if (call.Request.Query["month"].FirstOrDefault() is not { } text)
            return time.GetUtcNow();
        return DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var month
        )
            ? month
            : throw new ProblemException(400, "unknown-value", "month is a year and a month, such as 2026-11.");
    }
}
