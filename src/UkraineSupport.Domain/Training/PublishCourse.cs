using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Training;

/// <summary>What a training command publishes.</summary>
/// <param name="Provider">The party whose command gives it: the caller's own.</param>
/// <param name="Capability">Code from the catalogue, of the area training.</param>
/// <param name="Title">Its name.</param>
/// <param name="Level">How far it leads.</param>
/// <param name="Language">Language of instruction, ISO 639-1.</param>
/// <param name="Weeks">How long it takes.</param>
/// <param name="Places">Places of an intake.</param>
/// <param name="Country">Where it is given, ISO 3166-1 alpha-3; nothing more precise is kept.</param>
/// <param name="CompletionRate">Which part of those who begin graduates: more than 0, at most 1.</param>
/// <param name="Programme">The programme it belongs to.</param>
/// <param name="Instructors">Instructors that an intake needs.</param>
/// <param name="Interpreters">Interpreters that an intake needs.</param>
/// <param name="Prerequisites">Ids of courses that one has to have done before.</param>
/// <param name="Disclosure">Who may see it, for good; the coalition unless said otherwise.</param>
public sealed record PublishCourse(
    string Provider,
    string Capability,
    string Title,
    CourseLevel Level,
    string Language,
    int Weeks,
    int Places,
    string Country,
    decimal CompletionRate,
    string? Programme = null,
    int Instructors = 0,
    int Interpreters = 0,
    IReadOnlyList<string>? Prerequisites = null,
    Disclosure Disclosure = Disclosure.Coalition
);

/// <summary>A provider's change of its course; what is left out stays.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Title">Its name.</param>
/// <param name="Programme">The programme; empty: none.</param>
/// <param name="Level">How far it leads.</param>
/// <param name="Language">Language of instruction.</param>
/// <param name="Weeks">How long it takes.</param>
/// <param name="Places">Places of an intake.</param>
/// <param name="Country">Where it is given.</param>
/// <param name="CompletionRate">Which part of those who begin graduates.</param>
/// <param name="Instructors">Instructors that an intake needs.</param>
/// <param name="Interpreters">Interpreters that an intake needs.</param>
/// <param name="Prerequisites">Ids of courses that one has to have done before.</param>
public sealed record AmendCourse(
    string Reason,
    string? Title = null,
    string? Programme = null,
    CourseLevel? Level = null,
    string? Language = null,
    int? Weeks = null,
    int? Places = null,
    string? Country = null,
    decimal? CompletionRate = null,
    int? Instructors = null,
    int? Interpreters = null,
    IReadOnlyList<string>? Prerequisites = null
);
