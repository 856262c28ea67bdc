namespace UkraineSupport.Domain.Training;

/// <summary>What a course is.</summary>
/// <param name="Capability">Code from the catalogue, of the area training.</param>
/// <param name="Title">Its name.</param>
/// <param name="Programme">The programme it belongs to (Interflex, EUMAM …), or null.</param>
/// <param name="Level">How far it leads.</param>
/// <param name="Language">Language of instruction, ISO 639-1.</param>
/// <param name="Weeks">How long it takes.</param>
/// <param name="Places">Places of an intake.</param>
/// <param name="Instructors">Instructors that an intake needs, in persons.</param>
/// <param name="Interpreters">Interpreters that an intake needs, in persons.</param>
/// <param name="Country">Where it is given, ISO 3166-1 alpha-3; nothing more precise is kept.</param>
/// <param name="Prerequisites">Ids of courses that one has to have done before.</param>
/// <param name="CompletionRate">Which part of those who begin graduates, as the provider states it.</param>
public sealed record CourseTerms(
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
    decimal CompletionRate
);
