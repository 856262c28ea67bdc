using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Training;

/// <summary>Training commands publish courses; whoever may see them reads them.</summary>
internal sealed class CourseEndpoints(
    Api api,
    Commands<Course, CourseEvent> commands,
    Courses courses,
    ListReader lists,
    History history,
    TimeProvider time
)
{
    /// <summary>A training command publishes a course.</summary>
    [Function("PublishCourse")]
    public Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/courses")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call =>
                commands.CreateAsync<PublishCourse>(
                    call,
                    async wish =>
                    {
                        var known = await courses.KnownAsync(call.Actor, wish.Prerequisites, call.Aborted);
                        return id => CourseRules.Publish(id, wish, known, call.Actor, time.GetUtcNow());
                    },
                    CourseView.Of,
                    c => $"/api/training/courses/{c.Id}"
                )
        );

    /// <summary>Its provider changes a course, for intakes that are scheduled from then on.</summary>
    [Function("AmendCourse")]
    public Task<IResult> AmendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/courses/{id}/amendment")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                commands.ChangeAsync<AmendCourse>(
                    call,
                    id,
                    async (course, change) =>
                    {
                        var named = change.Prerequisites ?? course.Terms.Prerequisites;
                        var known = await courses.KnownAsync(call.Actor, named, call.Aborted);
                        return new(c => CourseRules.Amend(c, change, known, call.Actor), CourseView.Of)
                        {
                            Reason = change.Reason,
                        };
                    }
                )
        );

    /// <summary>Courses, newest first, by provider, capability, level, language and country.</summary>
    [Function("ListCourses")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "training/courses")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
                Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Course.IdKind,
                        Asked(call),
                        row => CourseView.Of(Entries.Read<Course>(row.Body!, call.Actor)),
                        ["provider", "capability", "level", "language", "country"]
                    )
                )
        );

    /// <summary>One course.</summary>
    [Function("GetCourse")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "training/courses/{id}")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var course = await commands.ReadAsync(call, id);
                return Answer.Ok(CourseView.Of(course), Preconditions.ETag(course.Version));
            }
        );

    /// <summary>What happened to a course, oldest first, with the check of its hash chain.</summary>
    [Function("GetCourseHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "training/courses/{id}/history")]
            HttpRequest request,
        string id
    ) => api.HandleAsync(request, async call => await history.AnswerAsync(call, await commands.LoadAsync(call, id)));

    private static List<Tag> Asked(Call call)
    {
        var asked = new List<Tag>();
        if (Filters.Text(call, "provider", Parties.IsKnown) is { } provider)
            asked.Add(TrainingTags.OfProvider(provider));
        if (Filters.Word<CourseLevel>(call, "level") is { } level)
            asked.Add(TrainingTags.OfLevel(level));
        asked.AddRange(TrainingTags.Common(call));
        return asked.Count == 0 ? [Tag.All] : asked;
    }
}

/// <summary>A course as it is shown.</summary>
internal sealed record CourseView(
    string Id,
    string Provider,
    string Capability,
    string Title,
    string? Programme,
    CourseLevel Level,
    string Language,
    int Weeks,
    int Places,
    int Instructors,
    int Interpreters,
    string Country,
    IReadOnlyList<string> Prerequisites,
    decimal CompletionRate,
    Disclosure Disclosure,
    long Version,
    DateTimeOffset PublishedAt
)
{
    public static CourseView Of(Course c) =>
        new(
            c.Id,
            c.Provider,
            c.Terms.Capability,
            c.Terms.Title,
            c.Terms.Programme,
            c.Terms.Level,
            c.Terms.Language,
            c.Terms.Weeks,
            c.Terms.Places,
            c.Terms.Instructors,
            c.Terms.Interpreters,
            c.Terms.Country,
            c.Terms.Prerequisites,
            c.Terms.CompletionRate,
            c.Disclosure,
            c.Version,
            c.PublishedAt
        );
}
