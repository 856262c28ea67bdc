using System.Globalization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Training;

/// <summary>What courses and intakes are found by.</summary>
internal static class TrainingTags
{
    public static Tag OfProvider(string party) => new("provider", party);

    public static Tag OfCapability(string capability) => new("capability", capability);

    public static Tag OfLevel(CourseLevel level) => new("level", DomainJson.Word(level));

    public static Tag OfLanguage(string language) => new("language", language);

    public static Tag OfCountry(string country) => new("country", country);

    public static Tag OfCourse(string course) => new("course", course);

    public static Tag OfStatus(IntakeStatus status) => new("status", DomainJson.Word(status));

    /// <summary>Of the month in which an intake starts: <c>2027-03</c>.</summary>
    public static Tag OfStart(string month) => new("start", month);

    /// <summary>Of intakes of a course in which somebody waits for a place.</summary>
    public static Tag OfWaiting(string course) => new("waiting", course);

    public static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>What both lists are narrowed by.</summary>
    /// <exception cref="ProblemException">400: there can be no such value.</exception>
    public static IEnumerable<Tag> Common(Call call)
    {
        if (Filters.Capability(call) is { } capability)
            yield return OfCapability(capability);
        if (Filters.Text(call, "language", IsLanguage) is { } language)
            yield return OfLanguage(language);
        if (Filters.Text(call, "country", Parties.IsNation) is { } country)
            yield return OfCountry(country);
    }

    private static bool IsLanguage(string code) => code.Length == 2 && code.All(char.IsAsciiLetterLower);
}

/// <summary>How courses show in lists.</summary>
internal sealed class CourseProjection : IProjection<Course>
{
    public string Path(Course state) => $"/api/training/courses/{state.Id}";

    public IReadOnlyList<Tag> Tags(Course state) =>
        [
            Tag.All,
            TrainingTags.OfProvider(state.Provider),
            TrainingTags.OfCapability(state.Terms.Capability),
            TrainingTags.OfLevel(state.Terms.Level),
            TrainingTags.OfLanguage(state.Terms.Language),
            TrainingTags.OfCountry(state.Terms.Country),
        ];

    public object Entry(Course state) => state;
}

/// <summary>How intakes show in lists.</summary>
internal sealed class IntakeProjection(TrainingTotals totals) : IProjection<Intake>
{
    public string Path(Intake state) => $"/api/training/intakes/{state.Id}";

    public IReadOnlyList<Tag> Tags(Intake state) =>
        [
            Tag.All,
            TrainingTags.OfCourse(state.CourseId),
            TrainingTags.OfProvider(state.Provider),
            TrainingTags.OfCapability(state.Capability),
            TrainingTags.OfLanguage(state.Language),
            TrainingTags.OfCountry(state.Country),
            TrainingTags.OfStatus(state.Status),
            TrainingTags.OfStart(TrainingTags.MonthOf(state.Dates.Start)),
            .. state.Waiting > 0 ? (Tag[])[TrainingTags.OfWaiting(state.CourseId)] : [],
        ];

    public object Entry(Intake state) => state;

    public Task CountAsync(int generation, Intake state, bool isNew, CancellationToken cancel) =>
        totals.CountAsync(generation, state, isNew, cancel);

    public Task UncountAsync(int generation, Intake state, CancellationToken cancel) =>
        totals.UncountAsync(generation, state.Id, cancel);

    public Task<bool> IsCountedAsync(int generation, Intake state, CancellationToken cancel) =>
        totals.IsCountedAsync(generation, state, cancel);
}
