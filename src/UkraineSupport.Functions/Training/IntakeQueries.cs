using System.Globalization;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>Reading intakes.</summary>
internal sealed class IntakeQueries(Api api, Commands<Intake, IntakeEvent> intakes, ListReader lists, History history)
{
    /// <summary>
    /// Intakes, newest first, by course, status, capability, language, country and month of the start (2027-03).
    /// </summary>
    [Function("ListIntakes")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "training/intakes")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
                Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Intake.IdKind,
                        Asked(call),
                        row => IntakeView.Of(Entries.Read<Intake>(row.Body!, call.Actor)),
                        ["course", "status", "capability", "language", "country", "start"]
                    )
                )
        );

    /// <summary>One intake.</summary>
    [Function("GetIntake")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "training/intakes/{id}")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var intake = await intakes.ReadAsync(call, id);
                return Answer.Ok(IntakeView.Of(intake), Preconditions.ETag(intake.Version));
            }
        );

    /// <summary>What happened to an intake, oldest first, with the check of its hash chain.</summary>
    [Function("GetIntakeHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "training/intakes/{id}/history")]
            HttpRequest request,
        string id
    ) => api.HandleAsync(request, async call => await history.AnswerAsync(call, await intakes.LoadAsync(call, id)));

    private static List<Tag> Asked(Call call)
    {
        var asked = new List<Tag>();
        if (Filters.Text(call, "course", id => Ids.Is(id, Course.IdKind)) is { } course)
            asked.Add(TrainingTags.OfCourse(course));
        if (Filters.Word<IntakeStatus>(call, "status") is { } status)
            asked.Add(TrainingTags.OfStatus(status));
        if (Filters.Text(call, "start", IsMonth) is { } month)
            asked.Add(TrainingTags.OfStart(month));
        asked.AddRange(TrainingTags.Common(call));
        return asked.Count == 0 ? [Tag.All] : asked;
    }

    private static bool IsMonth(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
